/** The answer sheet: what a generated marketplace planted, as its truth files name it. */
import { type Failure, failure } from '../../domain/failure.ts';
import { ENTITY_KIND_LIST, type EntityKind } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { TYPOLOGY_CODES, type TypologyCode } from '../../domain/ring.ts';

export type PlantedRing = {
  readonly id: string;
  readonly typology: TypologyCode;
  readonly members: readonly EntityRef[];
};
/** A group that looks like a ring and is none: a family, an agency, a parcel locker. */
export type PlantedInnocent = { readonly id: string; readonly kind: string; readonly members: readonly EntityRef[] };
export type PlantedTruth = { readonly rings: readonly PlantedRing[]; readonly innocents: readonly PlantedInnocent[] };

type Text = { readonly rings: string; readonly innocents: string };

/** Reads `rings.ndjson` and `innocents.ndjson`. */
export function parseTruth(text: Text): Result<PlantedTruth, Failure> {
  const rings = parseLines('rings.ndjson', text.rings, parseRing);
  if (!rings.ok) return rings;
  const innocents = parseLines('innocents.ndjson', text.innocents, parseInnocent);
  return innocents.ok ? ok({ rings: rings.value, innocents: innocents.value }) : innocents;
}

function parseLines<T>(file: string, text: string, parse: (value: unknown) => T | null): Result<readonly T[], Failure> {
  const items: T[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const item = parse(parseJson(line));
    if (item === null) return fail(failure('INVALID_ARGUMENT', `${file} line ${i + 1}: not a planted group.`));
    items.push(item);
  }
  return ok(items);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isKind = (value: unknown): value is EntityKind => ENTITY_KIND_LIST.some((kind) => kind === value);
const isTypology = (value: unknown): value is TypologyCode => TYPOLOGY_CODES.some((code) => code === value);

function parseMembers(value: unknown): readonly EntityRef[] | null {
  if (!Array.isArray(value)) return null;
  const members = value.flatMap((each: unknown) =>
    isRecord(each) && isKind(each['kind']) && typeof each['id'] === 'string'
      ? [{ kind: each['kind'], id: each['id'] }]
      : [],
  );
  return members.length === value.length && members.length > 0 ? members : null;
}

function parseRing(value: unknown): PlantedRing | null {
  if (!isRecord(value)) return null;
  const { id, typology } = value;
  const members = parseMembers(value['members']);
  return typeof id === 'string' && isTypology(typology) && members ? { id, typology, members } : null;
}

function parseInnocent(value: unknown): PlantedInnocent | null {
  if (!isRecord(value)) return null;
  const { id, kind } = value;
  const members = parseMembers(value['members']);
  return typeof id === 'string' && typeof kind === 'string' && members ? { id, kind, members } : null;
}
