/** The events behind a finding, as show-evidence.ts finds them again in the store. */
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, type EventReference, kindEntry } from '../domain/ontology.ts';
import type { EvidenceFilter } from '../domain/ring.ts';
import type { CounterFinding, Finding } from './evidence/finding.ts';
import { eventsOfType, type GroupFacts } from './group-facts.ts';
import { accountEntity, kindOf, type Marketplace } from './marketplace.ts';

export const BY_ENDS: EvidenceFilter = { through: 'ends' };

type Selector = Pick<Finding | CounterFinding, 'members' | 'entities' | 'eventTypes' | 'eventFilter'>;

export function eventsBehind(marketplace: Marketplace, facts: GroupFacts, selector: Selector): number[] {
  if (selector.eventTypes.length === 0) return [];
  const { events } = marketplace.columns;
  const { through, failed, at } = selector.eventFilter ?? BY_ENDS;
  const members = new Set(selector.members.map((account) => accountEntity(marketplace, account)));
  const named = new Set(selector.entities);
  if (through === 'things') {
    for (const entity of named) if (isThing(marketplace, entity)) members.add(entity);
  }
  const references = through === 'references' ? referencesTo(marketplace, selector.entities) : [];
  const times = at && new Set(at);
  const reaches = (event: number, end: number, other: number): boolean => {
    if (!members.has(end)) return false;
    if (through !== 'references') return named.has(other) || members.has(other);
    return named.has(other) || references.some((name) => named.has(events.references[name]?.[event] ?? -1));
  };
  return eventsOfType(marketplace, facts.events, selector.eventTypes).filter((event) => {
    if (failed !== undefined && failed !== (events.failed[event] === 1)) return false;
    if (times && !times.has(events.at[event] ?? Number.NaN)) return false;
    const [from, to] = [events.from[event] ?? -1, events.to[event] ?? -1];
    return reaches(event, from, to) || reaches(event, to, from);
  });
}

export const isThing = ({ columns }: Marketplace, entity: number): boolean =>
  kindEntry(kindOf(columns, entity)).class === 'thing';

/** The references in which entities of these kinds can stand. */
function referencesTo({ columns }: Marketplace, entities: readonly number[]): EventReference[] {
  const kinds = new Set(entities.map((entity) => kindOf(columns, entity)));
  return EVENT_REFERENCE_LIST.filter((name) => kinds.has(EVENT_REFERENCES[name].kind));
}
