/** What people concluded, at the door: rings found in the store, judged, and asked of accounts near them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemRandomness } from '../../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import { createDetectRings } from '../../../server/src/application/detect-rings.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import { screenEntity } from '../../../server/src/application/screen-entity.ts';
import {
  setLinkVerdict,
  setMemberVerdict,
  setRingVerdict,
} from '../../../server/src/application/verdicts/give-verdict.ts';
import type { Failure } from '../../../server/src/domain/failure.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import type { Result } from '../../../server/src/domain/result.ts';
import type { Ring } from '../../../server/src/domain/ring.ts';
import type { MemberVerdictCode, RingVerdictCode } from '../../../server/src/domain/verdict.ts';
import { gang } from '../../support/gangs.ts';
import type { GraphInput } from '../../support/graph-columns.ts';
import { splitKey } from '../../support/observed-links.ts';
import { at, buyer, device, usesDevice } from './builders.ts';
import { type ContractStore, importAll } from './contract-store.ts';

const toRecords = ({ entities, links, events }: GraphInput): readonly GraphRecord[] => [
  ...entities.map(({ key, createdAt }): GraphRecord => {
    return { record: 'entity', ...splitKey(key), ...(createdAt && { createdAt: at(createdAt) }) };
  }),
  ...links.map(({ type, from, to, at: seen = '' }): GraphRecord => {
    return { record: 'link', type, from: splitKey(from), to: splitKey(to), firstSeen: at(seen) };
  }),
  ...events.map(({ type, id, from, to, at: moment = '', orderId = '' }): GraphRecord => {
    return { record: 'event', type, id, from: splitKey(from), to: splitKey(to), at: at(moment), orderId };
  }),
];
const HOUR_MS = 3_600_000;
const given = { reason: 'OTHER', note: '' } as const;

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

export function screeningVerdictsContract(contract: ContractStore): void {
  describe('verdicts, at the door', () => {
    let cases: CaseStore;
    let ringId: string;
    let now: number;
    const clock = { now: () => now };
    const deps = () => ({ ...cases, graph: contract.store, clock, randomness: systemRandomness, principal: OPERATOR });
    beforeEach(async () => {
      now = Date.UTC(2026, 3, 1);
      cases = await openSqliteCaseStore(':memory:');
      // Of the gang only x0 holds the phone, with somebody else.
      const held = ['x0', 'friend'].map((id) => usesDevice(buyer(id), device('own')));
      await importAll(contract.store, [[...toRecords(gang('x', 6)), ...held]]);
      ringId = (await detect())?.id ?? '';
    });
    afterEach(() => cases.close());

    async function detect(): Promise<Ring | null> {
      expectOk(await createDetectRings({ ...deps(), codeVersion: 'test', peakRssBytes: () => 0 })(OPERATOR, {}));
      for await (const ring of cases.rings.allRings()) return ring;
      return null;
    }
    const screen = async (id: string, ...devices: readonly string[]) =>
      expectOk(await screenEntity(deps(), { entity: buyer(id), identifiers: devices.map(device) }));
    const wayOf = async (id: string, ...devices: readonly string[]) =>
      (await screen(id, ...devices)).nearest?.path.map(({ to }) => to.id) ?? null;
    const judgeRing = async (verdict: RingVerdictCode) =>
      expectOk(await setRingVerdict(deps(), { ...given, ringId, verdict }));
    const judgeX0 = async (verdict: MemberVerdictCode) =>
      expectOk(await setMemberVerdict(deps(), { ...given, ringId, member: buyer('x0'), verdict }));
    const judgeLink = async (isSameActor: boolean, until: number | null = null) => {
      const ends = { from: buyer('x0'), to: device('own') };
      const end = until === null ? null : at(new Date(until).toISOString());
      return expectOk(await setLinkVerdict(deps(), { ...given, ...ends, isSameActor, until: end }));
    };

    it('a ring that was confirmed makes its carriers known for sure: the risk is greater, and the sentence says it', async () => {
      const before = await screen('new', 'own');
      expect(before.nearest?.target).toMatchObject({ type: 'ring', ring: { id: ringId } });
      expect(before.statement).not.toContain('confirmed');
      await judgeRing('CONFIRMED');
      const after = await screen('new', 'own');
      // One of the two who hold it: what a device tells, in full.
      expect(after.risk).toBeCloseTo(0.65 / 2, 4);
      expect(after.risk).toBeGreaterThan(before.risk);
      expect(after.statement).toMatch(new RegExp(`in ring ${ringId} \\([A-Z]+, confirmed\\)`));
    });

    it('a ring that was dismissed ties nobody, until new evidence opens it again', async () => {
      expect(await wayOf('new', 'x')).toEqual(['x', 'x0']);
      await judgeRing('DISMISSED');
      expect(await screen('new', 'x')).toMatchObject({ risk: 0, nearest: null });
      await importAll(contract.store, [toRecords(gang('x', 9))]);
      await detect();
      const { rings } = await cases.verdicts.current();
      expect(rings.get(ringId)?.outdatedBy).toContain('+3 accounts');
      expect(await wayOf('new', 'x')).toEqual(['x', 'x0']);
    });

    it('a member that was cleared is nobody to be tied to, until somebody judges anew; the others still are', async () => {
      expect(await wayOf('friend')).toEqual(['own', 'x0']);
      await judgeX0('NOT_INVOLVED');
      expect(await screen('friend')).toMatchObject({ risk: 0, nearest: null });
      expect(await screen('x0')).toMatchObject({ risk: 0, nearest: null });
      expect(await wayOf('new', 'x')).toEqual(['x', 'x1']);
      await judgeX0('INVOLVED');
      expect(await wayOf('friend')).toEqual(['own', 'x0']);
    });

    it('a link that ties nobody leads nowhere from either end, as long as that was said to hold', async () => {
      await judgeLink(false, now + HOUR_MS);
      expect(await screen('friend')).toMatchObject({ risk: 0, nearest: null });
      expect(await screen('new', 'own')).toMatchObject({ risk: 0, nearest: null });
      now += HOUR_MS - 1;
      expect(await wayOf('friend')).toBeNull();
      now += 1;
      expect(await wayOf('friend')).toEqual(['own', 'x0']);
      expect(await wayOf('new', 'own')).toEqual(['own', 'x0']);
    });

    it('or until it is withdrawn', async () => {
      await judgeLink(false);
      now += 10_000 * HOUR_MS;
      expect(await wayOf('friend')).toBeNull();
      await judgeLink(true);
      expect(await wayOf('friend')).toEqual(['own', 'x0']);
    });
  });
}
