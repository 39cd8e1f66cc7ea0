/** Filter and order of the ring list as they stand in the address, and back. */
import { ANY_VERDICT, type RingFilter, type RingOrder } from '../../api/use-rings.ts';
import { VERDICT_KINDS } from '../../api/verdicts.ts';
import { EVIDENCE_TYPES, RING_ORDER_FIELDS, SEVERITIES, TYPOLOGY_CODES } from '../../api/vocabulary.ts';

export type RingQuestion = { readonly filter: RingFilter; readonly order: RingOrder };

/** What is gravest first, then by score: money lifts a ring over others of a higher score. */
export const DEFAULT_ORDER: RingOrder = { field: 'SEVERITY', direction: 'DESC' };
const MAX_TEXT_CHARACTERS = 200;

const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((item) => item === value);

const parseSize = (value: string | null): number | undefined => {
  const size = Number(value);
  return Number.isInteger(size) && size > 0 && size < 1_000_000 ? size : undefined;
};

export function parseRingQuestion(search: string): RingQuestion {
  const parameters = new URLSearchParams(search);
  const minSeverity = oneOf(SEVERITIES, parameters.get('severity'));
  const typology = oneOf(TYPOLOGY_CODES, parameters.get('typology'));
  const market = parameters.get('market')?.slice(0, MAX_TEXT_CHARACTERS);
  const text = parameters.get('text')?.slice(0, MAX_TEXT_CHARACTERS);
  const evidence = oneOf(EVIDENCE_TYPES, parameters.get('evidence'));
  const minSize = parseSize(parameters.get('size'));
  const verdict = oneOf([ANY_VERDICT, ...VERDICT_KINDS], parameters.get('verdict'));
  const field = oneOf(RING_ORDER_FIELDS, parameters.get('sort')) ?? DEFAULT_ORDER.field;
  const direction = parameters.get('direction') === 'ASC' ? 'ASC' : 'DESC';
  const filter: RingFilter = {
    ...(minSeverity ? { minSeverity } : {}),
    ...(typology ? { typologies: [typology] } : {}),
    ...(evidence ? { evidence: [evidence] } : {}),
    ...(market ? { markets: [market] } : {}),
    ...(text ? { text } : {}),
    ...(minSize ? { minSize } : {}),
    ...(verdict ? { verdict } : {}),
  };
  return { filter, order: { field, direction } };
}

export function toRingSearch({ filter, order }: RingQuestion): string {
  const parameters = new URLSearchParams();
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  };
  set('severity', filter.minSeverity);
  set('typology', filter.typologies?.[0]);
  set('evidence', filter.evidence?.[0]);
  set('market', filter.markets?.[0]);
  set('text', filter.text);
  set('size', filter.minSize);
  set('verdict', filter.verdict);
  if (order.field !== DEFAULT_ORDER.field) set('sort', order.field);
  if (order.direction !== DEFAULT_ORDER.direction) set('direction', order.direction);
  const search = parameters.toString();
  return search === '' ? '' : `?${search}`;
}

export const isFiltered = (filter: RingFilter): boolean => Object.keys(filter).length > 0;
