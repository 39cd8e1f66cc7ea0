/** Accounts that registered lately near something known, and how far the screening that finds them has come. */
import type { Newcomer, NewcomerStatus, Sweep } from '../../domain/newcomer.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { Message } from '../../domain/webhook.ts';
import type { DomainEvent } from './case-store.ts';
import type { Page, Paged } from './graph-store.ts';

export type NewcomerFilter = {
  readonly statuses: readonly NewcomerStatus[];
  /** Those tied to this ring only. */
  readonly ringId?: string;
};
/** What one page of registrations came to. */
export type SweepStep = {
  /** Its `step` is one more than that of the sweep it is based on. */
  readonly sweep: Sweep;
  readonly found: readonly Newcomer[];
  readonly event: DomainEvent;
  readonly messages: readonly Message[];
};

export interface NewcomerStore {
  /** Null before the first. */
  sweep(): Promise<Sweep | null>;
  /** One transaction; false, and nothing written, when another step has been written since the one it is based on. */
  advance(step: SweepStep): Promise<boolean>;
  /** Those of them that are on the list, in whatever status, by `entityKey`. */
  listed(refs: readonly EntityRef[]): Promise<ReadonlySet<string>>;
  /** Highest risk first, then those found last. */
  newcomers(filter: NewcomerFilter, page: Page): Promise<Paged<Newcomer>>;
  newcomer(id: string): Promise<Newcomer | null>;
  /** Writes it as it is from now on, unless somebody has written it since it was `before`: false. */
  change(before: Newcomer, after: Newcomer, event: DomainEvent): Promise<boolean>;
  /** Those found before this moment; answers how many. */
  removeFoundBefore(time: TimePoint): Promise<number>;
}
