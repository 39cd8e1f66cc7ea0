/** What a template of a map can be seen to have wrong before a row is read, and the properties its paths lead into. */
import { ENTITY_KINDS, EVENT_TYPES, LINK_TYPES } from '../../domain/ontology.ts';
import type { EventTemplate, TemplateSet, ValueSpec } from '../files/mapping/template-grammar.ts';

type Given = {
  readonly set: TemplateSet;
  /** The property that tells what changed. */
  readonly updated: string | undefined;
  readonly hasHashKey: boolean;
};

export function templateProblems({ set, updated, hasHashKey }: Given): readonly string[] {
  return [
    ...fixedNames(set).flatMap(({ spec, known, what }) => {
      const name = fixedName(spec);
      return name === null || Object.hasOwn(known, name) ? [] : [`there is no ${what} ${name}`];
    }),
    ...settingsIn(set, 'hash').flatMap((hash) => hashProblem(hash, updated)),
    ...textsIn(set, 'path')
      .filter((path) => /^(?:from|to)[.[]/.test(path))
      .map((path) => `the path ${path} leads into an end; paths lead into properties of the thing itself`),
    ...(hasHashKey || !JSON.stringify(set).includes('"keyedHash"')
      ? []
      : ['the normaliser keyedHash needs a key: set CLEWLINE_HASH_KEY']),
  ];
}

/** First steps of paths, which are names of properties; `each` and `position` are none. */
export const pathRoots = (set: TemplateSet): readonly string[] =>
  textsIn(set, 'path')
    .map((path) => /^[^.[\]]+/.exec(path)?.[0] ?? '')
    .filter((root) => root !== '' && root !== 'each' && root !== 'position');

type FixedName = { readonly spec: ValueSpec | undefined; readonly known: object; readonly what: string };
type Ends = Pick<EventTemplate, 'from' | 'to'>;

function fixedNames({ entities, links, events }: TemplateSet): readonly FixedName[] {
  const kind = (spec: ValueSpec | undefined): FixedName => ({ spec, known: ENTITY_KINDS, what: 'kind' });
  const ends = ({ from, to }: Partial<Ends>): FixedName[] => [kind(from?.kind), kind(to?.kind)];
  const event = (spec: ValueSpec): FixedName => ({ spec, known: EVENT_TYPES, what: 'event type' });
  return [
    ...entities.map((one) => kind(one.kind)),
    ...links.flatMap((one) => [{ spec: one.type, known: LINK_TYPES, what: 'link type' }, ...ends(one)]),
    ...events.flatMap((one) => [event(one.type), ...ends(one), ...negativeNames(one, event, ends)]),
  ];
}

function negativeNames(
  { negative }: EventTemplate,
  event: (spec: ValueSpec) => FixedName,
  ends: (given: Partial<Ends>) => readonly FixedName[],
): readonly FixedName[] {
  if (negative === undefined) return [];
  const { as, from, to } = negative;
  const given = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return [event({ value: as }), ...ends(given)];
}

/** A name written in the map itself, with nothing done to it. */
function fixedName(spec: ValueSpec | undefined): string | null {
  if (spec === undefined || !('value' in spec) || spec.value === undefined) return null;
  return 'translate' in spec || 'prefix' in spec ? null : spec.value;
}

function hashProblem(hash: unknown, updated: string | undefined): readonly string[] {
  if (hash === 'all') return ['hash: all is for files; name the properties'];
  if (updated === undefined || (Array.isArray(hash) && hash.includes(updated))) return [];
  return [`hash must name ${updated} too: else equal rows would be numbered anew when only some are read again`];
}

const textsIn = (value: unknown, name: string): readonly string[] =>
  settingsIn(value, name).filter((found) => typeof found === 'string');

/** Every value of a setting of this name, however deep; a table of translations holds none. */
function settingsIn(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => settingsIn(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'translate') return [];
    return key === name && (typeof inner === 'string' || name === 'hash') && inner !== undefined
      ? [inner]
      : settingsIn(inner, name);
  });
}
