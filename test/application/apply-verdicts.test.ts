/** What people concluded, in the columns of the next run. */
import { describe, expect, it } from 'vitest';
import { applyVerdicts } from '../../server/src/application/verdicts/apply-verdicts.ts';
import { RISK_LABELS } from '../../server/src/domain/ontology.ts';
import {
  clearedAccounts,
  confirmedAccounts,
  type LinkVerdict,
  type MemberVerdict,
  type RingVerdict,
  type Verdicts,
} from '../../server/src/domain/verdict.ts';
import { toGraphColumns } from '../support/graph-columns.ts';
import { day } from '../support/ring-builders.ts';

const given = { reason: 'FRAUD', note: '', by: 'Anna', at: day(3), seen: null } as const;
const member = (id: string, overrides: Partial<MemberVerdict> = {}): MemberVerdict => ({
  ...given,
  ringId: 'rng_1',
  member: { kind: 'Buyer', id },
  verdict: 'INVOLVED',
  ...overrides,
});
const confirmed = (overrides: Partial<RingVerdict> = {}): RingVerdict => ({
  ...given,
  ringId: 'rng_1',
  verdict: 'CONFIRMED',
  basis: {
    members: ['Buyer:a', 'Buyer:b', 'Buyer:victim'],
    carriers: ['Buyer:a', 'Buyer:b'],
    severity: 'HIGH',
    stillStoppable: [],
    typologies: [],
  },
  outdatedBy: null,
  inheritedFrom: null,
  ...overrides,
});
const held = (rings: readonly RingVerdict[], members: readonly MemberVerdict[] = []): Verdicts => ({
  rings: new Map(rings.map((verdict) => [verdict.ringId, verdict])),
  members: new Map([['rng_1', new Map(members.map((verdict) => [`Buyer:${verdict.member.id}`, verdict]))]]),
  accounts: new Map(),
  links: [],
});
const accounts = (...args: Parameters<typeof held>) => [...confirmedAccounts(held(...args))].sort();

describe('who is known as a fraudster by a verdict', () => {
  it('whoever carried a ring that was confirmed, but not its victims', () =>
    expect(accounts([confirmed()])).toEqual(['Buyer:a', 'Buyer:b']));

  it('nobody of a ring under review, dismissed, or confirmed before roles were kept', () => {
    for (const verdict of ['IN_REVIEW', 'DISMISSED', 'NEEDS_DATA'] as const) {
      expect(accounts([confirmed({ verdict })])).toEqual([]);
    }
    const { carriers: _, ...basis } = confirmed().basis;
    expect(accounts([confirmed({ basis })])).toEqual([]);
  });

  it('not who was judged not to be involved, also where the ring goes on under another id', () => {
    const cleared = member('a', { verdict: 'NOT_INVOLVED', reason: 'AGENCY' });
    expect(accounts([confirmed()], [cleared])).toEqual(['Buyer:b']);
    expect(accounts([confirmed({ ringId: 'rng_2', inheritedFrom: 'rng_1' })], [cleared])).toEqual(['Buyer:b']);
  });

  it('who was named by hand as part of a fraud, and not for another reason', () => {
    expect(accounts([], [member('c')])).toEqual(['Buyer:c']);
    expect(accounts([], [member('c', { reason: 'OTHER' })])).toEqual([]);
  });
});

describe('who is cleared by a verdict', () => {
  const cleared = (...rings: readonly (readonly MemberVerdict[])[]) => {
    const members = new Map(
      rings.map((own, i) => [`rng_${i}`, new Map(own.map((verdict) => [`Buyer:${verdict.member.id}`, verdict]))]),
    );
    return [...clearedAccounts({ members, accounts: new Map() })];
  };
  const out = (id: string, at = day(3)) => member(id, { verdict: 'NOT_INVOLVED', at });

  it('whoever was judged not to be involved, from the last time that was said', () =>
    expect(cleared([out('a', day(4)), member('b')], [out('a', day(2))])).toEqual([['Buyer:a', day(4)]]));

  it('not who is involved in another ring', () => expect(cleared([out('a', day(4))], [member('a')])).toEqual([]));
});

describe('columns as people judged them', () => {
  const columns = toGraphColumns({
    entities: [{ key: 'Buyer:a' }, { key: 'Buyer:b', risk: 'confirmedLegitimate' }, { key: 'Device:d 1' }],
    links: [
      { type: 'USES_DEVICE', from: 'Buyer:a', to: 'Device:d 1' },
      { type: 'USES_DEVICE', from: 'Buyer:b', to: 'Device:d 1' },
    ],
    events: [],
  });
  const apart: LinkVerdict = {
    ...given,
    from: { kind: 'Device', id: 'd 1' },
    to: { kind: 'Buyer', id: 'a' },
    isSameActor: false,
    until: day(9),
  };
  const store = (verdicts: Verdicts) => ({ heldAt: async () => verdicts }) as never;
  const labels = (of: typeof columns) => [...of.entities.riskLabel].map((code) => RISK_LABELS[code] ?? null);
  const now = { links: day(5), accounts: day(5) };

  it('are the same object where nothing was judged', async () =>
    expect(await applyVerdicts(columns, store(held([])), now)).toBe(columns));

  it('label whom a verdict confirmed, but nobody whom the data cleared, and leave the store’s own columns alone', async () => {
    const judged = await applyVerdicts(columns, store(held([confirmed()])), now);
    expect(labels(judged)).toEqual(['confirmedFraud', 'confirmedLegitimate', null]);
    expect(labels(columns)).toEqual([null, 'confirmedLegitimate', null]);
  });

  it('lose a link judged to tie nobody, whichever end was named first, for as long as that holds', async () => {
    const verdicts = { ...held([]), links: [apart] };
    const judged = await applyVerdicts(columns, store(verdicts), now);
    expect([...judged.links.from]).toEqual([1]);
    const later = await applyVerdicts(columns, store(verdicts), { links: day(9), accounts: day(9) });
    expect(later.links.length).toBe(2);
  });
});
