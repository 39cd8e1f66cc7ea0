/** Names to their positions in the lists of ontology.ts, which is how the tables keep them. */
import { DRAWN_LINK_TYPE_LIST, ENTITY_KIND_LIST, EVENT_TYPE_LIST } from '../../domain/ontology.ts';

type Codes = Readonly<Record<string, number>>;
const toCodes = (names: readonly string[]): Codes => Object.fromEntries(names.map((name, code) => [name, code]));

const KIND_CODES = toCodes(ENTITY_KIND_LIST);
const DRAWN_TYPE_CODES = toCodes(DRAWN_LINK_TYPE_LIST);
const EVENT_TYPE_CODES = toCodes(EVENT_TYPE_LIST);

/** −1 for what is not in the vocabulary: no row has it. */
export const kindCode = (kind: string): number => KIND_CODES[kind] ?? -1;
export const drawnTypeCode = (type: string): number => DRAWN_TYPE_CODES[type] ?? -1;
export const eventTypeCode = (type: string): number => EVENT_TYPE_CODES[type] ?? -1;
