/** Parameters from a file: JSON, which is YAML too, or YAML. */
import { parse as parseYaml } from 'yaml';
import type { DetectionRequest } from '../application/detect-rings.ts';
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Runtime } from './runtime.ts';

/** Unchecked; an empty file says nothing, so every default holds. */
export async function readParametersFile(runtime: Runtime, file: string): Promise<Result<unknown, Failure>> {
  const text = await runtime.readTextFile(file);
  if (!text.ok) return text;
  try {
    return ok(parseYaml(text.value) ?? {});
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return fail(failure('INVALID_ARGUMENT', `${file} is neither YAML nor JSON: ${reason}`));
  }
}

type Choice = { readonly parameters?: string; readonly parameterSet?: string };

/** Of `--parameters FILE` and `--parameter-set NAME`; nothing where neither was said: those in force. */
export async function readParameterChoice(
  runtime: Runtime,
  { parameters, parameterSet }: Choice,
): Promise<Result<Pick<DetectionRequest, 'parameters' | 'parameterSet'>, Failure>> {
  if (parameters === undefined) return ok(parameterSet === undefined ? {} : { parameterSet });
  if (parameterSet !== undefined) {
    return fail(failure('INVALID_ARGUMENT', '--parameters and --parameter-set exclude each other.'));
  }
  const read = await readParametersFile(runtime, parameters);
  return read.ok ? ok({ parameters: read.value }) : read;
}
