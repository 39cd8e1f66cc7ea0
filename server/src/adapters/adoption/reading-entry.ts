/** One entry of a map, made ready: which properties are asked for, how their rows become records, and what is wrong. */
import { createHash } from 'node:crypto';
import { type CompiledTemplates, compileTemplates } from '../files/mapping/compile-mapping.ts';
import type { ValueContext } from '../files/mapping/field-value.ts';
import type { MapMistake, MapPath } from '../files/mapping/map-text.ts';
import type { TemplateSet } from '../files/mapping/template-grammar.ts';
import type { AdoptionMap, NodeEntry, RelationshipEntry, UpdatedSpec } from './adoption-map.ts';
import { nameProblem } from './foreign-names.ts';
import { nodePattern, OWNERS, type Owner, type Pattern, relationshipPattern } from './pattern.ts';
import { pathRoots, templateProblems } from './template-checks.ts';

export type NamedProperty = {
  readonly owner: Owner;
  readonly name: string;
  /** Where the map names it first. */
  readonly path: MapPath;
};
export type ReadingEntry = {
  readonly path: MapPath;
  readonly pattern: Pattern;
  readonly updated: UpdatedSpec | null;
  readonly trim: boolean;
  readonly optional: ReadonlySet<string>;
  readonly properties: readonly NamedProperty[];
  /**
   * Made anew for each reading: ids that number equal rows start again. With `version`, records that do not say when
   * they were updated take this property for it.
   */
  readonly compile: (version: string | null) => CompiledTemplates;
  /** Another one for whatever is read otherwise. */
  readonly fingerprint: string;
};
type Settings = Pick<AdoptionMap, 'zone' | 'region'> & { readonly hashKey: string | null };
export type PreparedMap = { readonly entries: readonly ReadingEntry[]; readonly mistakes: readonly MapMistake[] };

export function prepareEntries(map: AdoptionMap, hashKey: string | null): PreparedMap {
  const settings: Settings = { zone: map.zone, region: map.region, hashKey };
  const prepared = [
    ...map.nodes.map((entry, i) => prepare(entry, { path: ['nodes', i], pattern: nodePattern(entry), settings })),
    ...map.relationships.map((entry, i) =>
      prepare(entry, { path: ['relationships', i], pattern: relationshipPattern(entry), settings }),
    ),
  ];
  return {
    entries: prepared.map(({ entry }) => entry),
    mistakes: prepared.flatMap(({ mistakes }) => mistakes),
  };
}

type Place = { readonly path: MapPath; readonly pattern: Pattern; readonly settings: Settings };
type Prepared = { readonly entry: ReadingEntry; readonly mistakes: readonly MapMistake[] };

function prepare(spec: NodeEntry | RelationshipEntry, { path, pattern, settings }: Place): Prepared {
  const mistakes: MapMistake[] = [];
  const columns = new Map<string, MapPath>();
  const note = (column: string, at: MapPath): void => {
    if (!columns.has(column)) columns.set(column, at);
  };
  if (spec.entities.length + spec.links.length + spec.events.length === 0) {
    mistakes.push({ path, message: 'makes no entities, links or events' });
  }
  for (const part of partsOf(spec)) {
    const at = [...path, ...part.path];
    for (const root of pathRoots(part.set)) note(root, at);
    const given = { set: part.set, updated: spec.updated?.property, hasHashKey: settings.hashKey !== null };
    mistakes.push(...templateProblems(given).map((message) => ({ path: at, message })));
    try {
      compileTemplates(
        part.set,
        contextOf(settings, [], (column) => note(column, at)),
      );
    } catch (error) {
      // Of our own checks and of Intl: a zone or a date format that does not exist.
      if (!(error instanceof RangeError)) throw error;
      mistakes.push({ path: at, message: error.message });
    }
  }
  if (spec.updated !== undefined) note(spec.updated.property, [...path, 'updated']);
  const names = [...columns.keys()];
  for (const [column, at] of columns) {
    const problem = nameProblem(ownerOf(column, pattern).name);
    if (problem !== null) mistakes.push({ path: at, message: `${JSON.stringify(column)}: ${problem}` });
  }
  const entry: ReadingEntry = {
    path,
    pattern,
    updated: spec.updated ?? null,
    trim: spec.trim,
    optional: new Set(spec.optional),
    properties: [...columns].map(([column, at]) => ({ ...ownerOf(column, pattern), path: at })),
    compile: (version) =>
      compileTemplates(
        version === null ? spec : withVersion(spec, version),
        contextOf(settings, names, () => undefined),
      ),
    fingerprint: fingerprintOf({ ...spec, zone: settings.zone, region: settings.region }),
  };
  return { entry, mistakes };
}

/** Else a changed value would meet the earlier one without a version, and the greater of the two would win. */
function withVersion(spec: TemplateSet, column: string): TemplateSet {
  const updatedAt = { column, date: { format: 'iso', zone: undefined } };
  const { when, entities, links, events } = spec;
  return {
    when,
    entities: entities.map((one) => ({ updatedAt, ...one })),
    links: links.map((one) => ({ updatedAt, ...one })),
    events: events.map((one) => ({ updatedAt, ...one })),
  };
}

const NOTHING: TemplateSet = { when: [], entities: [], links: [], events: [] };

/** Each template by itself, so that a mistake has its place. */
function partsOf({ when, entities, links, events }: TemplateSet): readonly { path: MapPath; set: TemplateSet }[] {
  return [
    { path: ['when'], set: { ...NOTHING, when } },
    ...entities.map((one, i) => ({ path: ['entities', i], set: { ...NOTHING, entities: [one] } })),
    ...links.map((one, i) => ({ path: ['links', i], set: { ...NOTHING, links: [one] } })),
    ...events.map((one, i) => ({ path: ['events', i], set: { ...NOTHING, events: [one] } })),
  ];
}

function contextOf(
  { zone, region = '', hashKey }: Settings,
  columns: readonly string[],
  assertColumn: ValueContext['assertColumn'],
): ValueContext {
  return { columns, zone, region, hashKey, hashes: new Map(), assertColumn };
}

/** `from.code` of a relationship is the property of its start. */
function ownerOf(column: string, { kind }: Pattern): { owner: Owner; name: string } {
  if (kind === 'node') return { owner: 'own', name: column };
  const owner = OWNERS.find((one) => column.startsWith(`${one}.`) && one !== 'own') ?? 'own';
  return { owner, name: owner === 'own' ? column : column.slice(owner.length + 1) };
}

const fingerprintOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
