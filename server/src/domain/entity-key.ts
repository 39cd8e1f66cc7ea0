/** One text for one entity: what maps and sets are keyed by. */
import type { EntityRef } from './records.ts';

export const entityKey = ({ kind, id }: EntityRef): string => `${kind}:${id}`;
