/** How every command ends that could not do its work: the sentence on standard error, the contract's exit code. */
import type { Failure } from '../domain/failure.ts';
import { type CliContext, EXIT, type ExitCode } from './cli-context.ts';

export function finishWithFailure({ stderr, exit }: CliContext, { code, message }: Failure): void {
  stderr(`${message}\n`);
  exit(toExitCode(code));
}

function toExitCode(code: Failure['code']): ExitCode {
  if (code === 'CANCELLED') return EXIT.interrupted;
  return code === 'INVALID_ARGUMENT' ? EXIT.usage : EXIT.failed;
}

export const printJson = ({ stdout }: CliContext, value: unknown): void => stdout(`${JSON.stringify(value)}\n`);
