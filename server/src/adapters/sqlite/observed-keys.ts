/** What an event observes, told in the store's integers: the domain's plan, with positions for names. */
import { observations } from '../../domain/merge-observed.ts';
import { ENTITY_KIND_LIST, EVENT_REFERENCE_LIST, EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { drawnTypeCode } from './codes.ts';

export type EventShape = {
  /** Position in EVENT_TYPE_LIST. */
  readonly type: number;
  readonly from: number;
  readonly to: number;
  readonly toKind: number;
  /** By position in EVENT_REFERENCE_LIST; 0 = none. */
  readonly references: readonly number[];
};

type Step = { readonly type: number; readonly fromTarget: boolean; readonly reference: number };

const plans = new Map<number, readonly Step[]>();

function planOf(type: number, toKind: number): readonly Step[] {
  const key = type * ENTITY_KIND_LIST.length + toKind;
  const known = plans.get(key);
  if (known) return known;
  const eventType = EVENT_TYPE_LIST[type];
  const kind = ENTITY_KIND_LIST[toKind];
  if (!eventType || !kind) throw new Error(`no event type ${type} or no kind ${toKind}`);
  const plan = observations(eventType, kind).map(({ link, from, to }) => ({
    type: drawnTypeCode(link),
    fromTarget: from === 'to',
    reference: to === 'to' ? -1 : EVENT_REFERENCE_LIST.indexOf(to),
  }));
  plans.set(key, plan);
  return plan;
}

/** Each link once, even where the target is named again as a reference. */
export function forEachObserved(event: EventShape, emit: (a: number, b: number, type: number) => void): void {
  const plan = planOf(event.type, event.toKind);
  for (let i = 0; i < plan.length; i++) {
    const step = plan[i];
    if (!step) continue;
    const b = step.reference < 0 ? event.to : (event.references[step.reference] ?? 0);
    if (b === 0 || (step.reference >= 0 && b === event.to && isObservedTarget(plan, step))) continue;
    const a = step.fromTarget ? event.to : event.from;
    if (a !== b) emit(a, b, step.type);
  }
}

const isObservedTarget = (plan: readonly Step[], { type }: Step): boolean =>
  plan.some((other) => other.reference < 0 && other.type === type);
