/** Identifiers that are not looked through, each with the reason: somebody says it is in order, or too many share it. */
import type { AllowList } from '../../domain/covered-entities.ts';
import type { Entity } from '../../domain/graph-view.ts';
import type { IgnoredHub } from '../../domain/ring.ts';
import { inOrderBecause } from '../../domain/suppression.ts';
import { nameOf } from '../exploration/link-sentence.ts';

export type PutAside = { readonly hub: IgnoredHub; readonly isInOrder: boolean };

/** Null for one that is looked through. */
export function putAside(entity: Entity, hubLinks: number, allowed: AllowList): PutAside | null {
  const { kind, id, linkCount: accounts, risk } = entity;
  const aside = (reason: string, isInOrder: boolean): PutAside => ({ hub: { kind, id, accounts, reason }, isInOrder });
  const entry = allowed.entryOf(entity);
  if (entry) return aside(inOrderBecause(entry), true);
  if (risk?.label === 'confirmedLegitimate') return aside('confirmed as legitimate: it ties nobody', true);
  if (accounts <= hubLinks) return null;
  const links = accounts.toLocaleString('en');
  return aside(`${links} links: shared by too many to say anything about one of them.`, false);
}

export const asideSentence = (aside: readonly PutAside[]): string =>
  inOrderSentence(aside.flatMap(({ hub, isInOrder }) => (isInOrder ? [hub] : []))) +
  crowdedSentence(aside.flatMap(({ hub, isInOrder }) => (isInOrder ? [] : [hub])));

const inOrderSentence = (hubs: readonly IgnoredHub[]): string =>
  hubs[0] ? ` Not looked through: ${named(hubs, hubs[0])}; ${hubs[0].reason}.` : '';

const crowdedSentence = (hubs: readonly IgnoredHub[]): string =>
  hubs[0] ? ` Left out, as too widely shared to tell: ${named(hubs, hubs[0])}.` : '';

const named = (hubs: readonly IgnoredHub[], first: IgnoredHub): string =>
  hubs.length === 1 ? nameOf(first) : `${nameOf(first)} and ${hubs.length - 1} more`;
