/** Known fraud as a starting point: who is led to, in which order, and what is no seed. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import type { Lead } from '../../server/src/domain/lead.ts';
import type { EventStatus } from '../../server/src/domain/ontology.ts';
import type { Key } from '../support/graph-columns.ts';
import { at, buyer, settle, smallTown, type Town } from '../support/small-town.ts';

const detect = (town: Town) => detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 });
const idsOf = (refs: readonly { readonly id: string }[]) => refs.map(({ id }) => id).sort();
const names = (ring: { readonly members: readonly { readonly id: string }[] }) => idsOf(ring.members);
const leadNames = ({ accounts, known }: Lead) => [...idsOf(accounts), ...idsOf(known)];

/** A pair on one card, the first of them as told. */
function pair(tell: (town: Town, account: Key) => void): Town {
  const town = smallTown();
  const [known, other] = [settle(town, buyer('known')), settle(town, buyer('other'))];
  town.share('PAYS_WITH', [known, other], 'PaymentInstrument:one');
  tell(town, known);
  return town;
}
const enforce = (status: EventStatus) => (town: Town, account: Key) => {
  town.event('ENFORCEMENT', account, account, { at: at(100), status, reason: 'fraud' });
};

describe('known fraud', () => {
  it('leads to whoever shares a card with a labelled, banned or sanctioned account, never above MEDIUM', () => {
    for (const tell of [
      (town: Town, account: Key) => town.entity(account, { risk: 'confirmedFraud' }) && undefined,
      (town: Town, account: Key) => town.entity(account, { status: 'banned' }) && undefined,
      enforce('completed'),
    ]) {
      const { leads, candidates } = detect(pair(tell));
      expect(leads.map(leadNames)).toEqual([['other', 'known']]);
      expect(candidates.map(names)).toEqual([['known', 'other']]);
      expect(candidates[0]?.severity).toMatch(/LOW|MEDIUM/);
    }
  });

  it('leads nowhere where the decision was taken back or never taken, the account cleared, or nobody is known', () => {
    for (const status of ['overturned', 'cancelled', 'failed', 'pending', 'requested'] as const)
      expect(detect(pair(enforce(status))).leads).toEqual([]);
    const cleared = pair((town, account) => {
      enforce('completed')(town, account);
      town.entity(account, { risk: 'confirmedLegitimate' });
    });
    expect(detect(cleared)).toMatchObject({ leads: [], candidates: [] });
    expect(detect(pair(() => undefined)).leads).toEqual([]);
  });

  it('puts a family of three on one card and device with one banned among them at no severity', () => {
    const town = smallTown();
    const home = ['known', 'mother', 'father'].map((name) => settle(town, buyer(name)));
    town.entity(buyer('known'), { status: 'banned' });
    town.share('PAYS_WITH', home, 'PaymentInstrument:home').share('USES_DEVICE', home, 'Device:home');
    town.share('HAS_ADDRESS', home, 'Address:home');
    expect(detect(town)).toMatchObject({ candidates: [], leads: [] });
  });

  it('leads to the most unusual first: many cards beside the shared one', () => {
    const town = smallTown();
    const [known, plain, rotating] = ['known', 'plain', 'rotating'].map((name) => settle(town, buyer(name)));
    if (!known || !plain || !rotating) throw new Error('three accounts');
    town.entity(known, { risk: 'confirmedFraud' });
    town.share('PAYS_WITH', [known, plain], 'PaymentInstrument:a');
    town.share('PAYS_WITH', [known, rotating], 'PaymentInstrument:b');
    for (let i = 0; i < 9; i++) town.link('PAYS_WITH', rotating, `PaymentInstrument:r${i}`);
    expect(detect(town).leads.map(leadNames)).toEqual([
      ['rotating', 'known'],
      ['plain', 'known'],
    ]);
  });
});
