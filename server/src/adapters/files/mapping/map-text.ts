/** A map as text (YAML or JSON) → what its grammar makes of it; or a sentence for every mistake, with line and place. */
import { readFile } from 'node:fs/promises';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FailureError } from '../../../domain/failure.ts';
import { fileFailure, toFileFailure } from '../file-failure.ts';

export type MapPath = readonly (string | number)[];
export type MapMistake = { readonly path: MapPath; readonly message: string };
export type ReadMap<T> = {
  readonly map: T;
  /** All of them at once, each with the line where it stands. */
  readonly refuse: (mistakes: readonly MapMistake[]) => FailureError;
};

export async function readMapText<T>(path: string, grammar: z.ZodType<T>): Promise<ReadMap<T>> {
  const text = await readText(path);
  const lines = new LineCounter();
  const document = parseDocument(text, { prettyErrors: true, merge: true, lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake) {
    const line = mistake.linePos?.[0].line;
    const sentence = `the mapping is not valid YAML: ${mistake.message.split(/ at line|\n/)[0] ?? ''}`;
    throw fileFailure(line === undefined ? { file: path } : { file: path, line }, sentence);
  }
  const parsed = grammar.safeParse(document.toJS());
  const refuse = (mistakes: readonly MapMistake[]): FailureError => refusal(path, mistakes, { document, lines });
  if (parsed.success) return { map: parsed.data, refuse };
  throw refuse(parsed.error.issues.map(toMistake));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw toFileFailure(path, error) ?? error;
  }
}

type Source = { readonly document: Document; readonly lines: LineCounter };

function refusal(file: string, mistakes: readonly MapMistake[], source: Source): FailureError {
  const told = mistakes.map(({ path, message }) => ({
    line: lineOf(path, source),
    sentence: `${describePath(path)}: ${message}`,
  }));
  const [first, ...others] = told;
  if (first !== undefined && others.length === 0) {
    const place = first.line === null ? { file } : { file, line: first.line };
    return fileFailure(place, `the mapping does not fit: ${first.sentence}`);
  }
  const list = told
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ line, sentence }) => `\n  ${line === null ? '' : `line ${line}: `}${sentence}`);
  return fileFailure({ file }, `the mapping does not fit in ${mistakes.length} places:${list.join('')}`);
}

/** Of the deepest part of the path that stands in the text; null where it is the whole file. */
function lineOf(path: MapPath, { document, lines }: Source): number | null {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}

function describePath(path: MapPath): string {
  const at = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return at === '' ? 'the file' : at.replace(/^\./, '');
}

type Issue = z.core.$ZodIssue;

/** The deepest first: of a value that may be a text or a table, the table's own mistake is what the reader meant. */
function toMistake(issue: Issue): MapMistake {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return { path, message: `there is no setting ${issue.keys.join(', ')}` };
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const nested = issue.errors.map((issues) => issues[0]).filter((one) => one !== undefined && one.path.length > 0);
  const inner = nested[0] ?? issue.errors.flat().find((one) => one.code !== 'invalid_type') ?? issue.errors[0]?.[0];
  return inner === undefined
    ? { path, message: issue.message }
    : toMistake({ ...inner, path: [...issue.path, ...inner.path] });
}
