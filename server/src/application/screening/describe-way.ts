/** A way to something known as hops with a sentence each, and the one sentence an analyst reads first. */
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { ScreeningHop, ScreeningTarget } from '../../domain/screening.ts';
import { explainLink, nameOf } from '../exploration/link-sentence.ts';
import type { KnownBad } from './known-bad.ts';
import { isActor } from './tie-graph.ts';
import type { Step, Way } from './weigh-ties.ts';

export function toHops({ steps, target }: Way, known: KnownBad): readonly ScreeningHop[] {
  return steps.flatMap((step) => hopsOf(step, target, known));
}

function hopsOf(step: Step, target: string, known: KnownBad): readonly ScreeningHop[] {
  const { tie, from, thing, holder, passes } = step;
  const crowd = thing === null ? { accounts: 0, known: 0 } : crowdOf(step, target, known);
  const link = tie.link;
  const statement = link === null ? `${capital(nameOf(tie.to))} was given with the question.` : explainLink(link);
  // An identifier asked about holds itself: no hop.
  const isSelf = entityKey(from) === entityKey(tie.to);
  const first = { from, to: tie.to, link, ...crowd, passes, statement };
  if (holder === null) return isSelf ? [] : [first];
  const onwards = { from: tie.to, to: holder.ref, link: holder.link, statement: explainLink(holder.link) };
  return isSelf ? [{ ...onwards, ...crowd, passes }] : [first, { ...onwards, accounts: 0, known: 0, passes: 1 }];
}

/** The others who hold it, and how many of those belong to the target. */
function crowdOf({ thing, from }: Step, target: string, known: KnownBad) {
  const others = (thing?.holders ?? []).filter(({ ref }) => entityKey(ref) !== entityKey(from));
  const belongs = others.filter(({ ref }) => known.bad.get(entityKey(ref))?.some((bad) => bad.target === target));
  return { accounts: others.length + (thing?.hidden ?? 0), known: belongs.length };
}

export function targetName(target: ScreeningTarget): string {
  if (target.type === 'confirmedFraud') return `${nameOf(target.entity)}, confirmed fraud`;
  const { id, severity } = target.ring;
  return `ring ${id} (${severity}${target.isConfirmed ? ', confirmed' : ''})`;
}

/** `hops` empty: the entity itself. */
export function matchSentence(asked: EntityRef, target: ScreeningTarget, hops: readonly ScreeningHop[]): string {
  const subject = capital(nameOf(asked));
  const last = hops.at(-1);
  if (last === undefined) {
    if (target.type === 'ring') return `${subject} is in ${targetName(target)}.`;
    return `${subject} is itself confirmed fraud${target.entity.risk?.reason ? `: ${target.entity.risk.reason}` : ''}.`;
  }
  const over = hops.slice(0, -1).map(({ to }) => nameOf(to));
  const way = over.length === 0 ? 'directly' : `over ${over.join(', then ')}`;
  const end = target.type === 'confirmedFraud' ? targetName(target) : `${nameOf(last.to)} in ${targetName(target)}`;
  return `${subject} is tied to ${end}, ${way}${crowdSentence(hops, target)}.`;
}

function crowdSentence(hops: readonly ScreeningHop[], target: ScreeningTarget): string {
  const crowd = [...hops].reverse().find(({ accounts }) => accounts > 0);
  if (!crowd) return '';
  const { accounts, known } = crowd;
  const what = target.type === 'ring' ? 'in that ring' : 'confirmed fraud';
  if (accounts === 1) return `; nobody else holds that ${isActor(crowd.to) ? 'account' : 'thing'}`;
  return `; of the ${accounts} other accounts there ${known} ${known === 1 ? 'is' : 'are'} ${what}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
