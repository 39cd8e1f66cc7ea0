import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CounterFinding,
  type Finding,
  INDEPENDENT_KINDS,
  type IndependentKind,
} from '../../server/src/detection/evidence/finding.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { scoreAtMost, scoreOf } from '../../server/src/detection/score.ts';
import { severityOf, wouldDrop } from '../../server/src/detection/severity.ts';
import type { EvidenceType, Severity } from '../../server/src/domain/ring.ts';

const MEMBERS = [0, 1, 2, 3];
const found = (kind: IndependentKind, type: EvidenceType, points: number, extra: Partial<Finding> = {}): Finding => ({
  kind,
  type,
  points,
  statement: '',
  entities: [],
  members: MEMBERS,
  eventTypes: [],
  ...extra,
});
const explains = (kinds: readonly IndependentKind[], penalty = 0): CounterFinding => ({
  type: 'HOUSEHOLD',
  statement: '',
  penalty,
  explains: kinds,
  entities: [],
  members: MEMBERS,
  eventTypes: [],
});
const severity = (evidence: readonly Finding[], against: readonly CounterFinding[] = [], atStake = 0) =>
  severityOf(scoreOf({ for: evidence, against }, MEMBERS.length), atStake, DEFAULT_PARAMETERS);

const device = found('place', 'SHARED_DEVICE', 200);
const address = found('place', 'SHARED_ADDRESS', 200);
const card = found('card', 'SHARED_PAYMENT_INSTRUMENT', 200, { enoughAlone: true });
const synchrony = found('synchrony', 'SYNCHRONY', 200);

describe('severity', () => {
  it('stays LOW for one soft identifier, however strong', () => expect(severity([device])).toBe('LOW'));

  it('stays LOW for device, address and IP address of one place: they are one kind', () =>
    expect(severity([device, address, found('place', 'SHARED_IP_ADDRESS', 200)])).toBe('LOW'));

  it('may be MEDIUM, never HIGH, for one rare hard identifier', () => expect(severity([card])).toBe('MEDIUM'));

  it('is HIGH for two independent kinds of which one is not explained by one place', () =>
    expect(severity([device, synchrony])).toBe('HIGH'));

  it('is not HIGH when a household explains everything', () =>
    expect(severity([device, card], [explains(['place', 'card'])])).toBe('LOW'));

  it('is HIGH when a household explains all but the synchrony', () =>
    expect(severity([device, card, synchrony], [explains(['place', 'card'])])).toBe('HIGH'));

  it('counts a tie to known fraud as a kind of its own', () =>
    expect(severity([device, found('knownFraud', 'KNOWN_FRAUD', 200)])).toBe('HIGH'));

  it('takes a tie to one known account for what it is told through, and explained with it', () => {
    const tie = found('knownFraud', 'KNOWN_FRAUD', 200, { through: ['card'] });
    expect(severity([card, tie])).toBe('MEDIUM');
    expect(severity([card, tie], [explains(['card'])])).toBe('LOW');
    expect(severity([device, card, tie], [explains(['place', 'card'])])).toBe('LOW');
  });

  it('is not raised by what moves a group up the queue', () => {
    const weak = found('card', 'SHARED_PAYMENT_INSTRUMENT', 30);
    const known = found('knownFraud', 'KNOWN_FRAUD', 5);
    const first = { ...known, queuePoints: 200 };
    expect(severity([weak, first])).toBe(severity([weak, known]));
    const [plain, moved] = [known, first].map((one) => scoreOf({ for: [weak, one], against: [] }, MEMBERS.length));
    expect(moved?.gravity).toBe(plain?.score);
    expect(moved?.score).toBeGreaterThan((plain?.score ?? 0) + 30);
    expect(moved?.terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(moved?.score ?? 0, 6);
  });

  it('is lifted from HIGH to CRITICAL by money that can still be stopped', () => {
    expect(severity([device, synchrony], [], 249.99)).toBe('HIGH');
    expect(severity([device, synchrony], [], 250)).toBe('CRITICAL');
  });

  it('is lifted by money from nowhere else', () => {
    expect(severity([device], [], 100_000)).toBe('LOW');
    expect(severity([card], [], 100_000)).toBe('MEDIUM');
  });

  it('is nothing at all below the least score', () =>
    expect(severity([found('place', 'SHARED_DEVICE', 3)])).toBeNull());

  it('falls when counter-evidence takes the points away', () =>
    expect(
      severity(
        [found('place', 'SHARED_DEVICE', 20), found('card', 'SHARED_PAYMENT_INSTRUMENT', 40)],
        [explains([], 0.9)],
      ),
    ).toBeNull());
});

describe('what would drop it', () => {
  it('names the weakest kind without which the severity falls', () => {
    const evidence = [device, found('synchrony', 'SYNCHRONY', 40)];
    const score = scoreOf({ for: evidence, against: [] }, MEMBERS.length);
    expect(
      wouldDrop({ for: evidence, against: [] }, MEMBERS.length, score, { atStake: 0, parameters: DEFAULT_PARAMETERS }),
    ).toMatch(/^Without the synchrony it would be LOW: its evidence would score \d+ instead of \d+\.$/);
  });

  it('lets what is told through a kind fall with it, and tells of a pair no more than a pair may be', () => {
    const tie = found('knownFraud', 'KNOWN_FRAUD', 30, { through: ['card'], queuePoints: 50 });
    const weak = found('card', 'SHARED_PAYMENT_INSTRUMENT', 20, { enoughAlone: true });
    const score = scoreOf({ for: [weak, tie], against: [] }, 2);
    const most = (one: Severity | null) => (one === 'HIGH' ? 'MEDIUM' : one);
    const told = wouldDrop({ for: [weak, tie], against: [] }, 2, score, {
      ...{ atStake: 0, parameters: DEFAULT_PARAMETERS, most },
    });
    expect(told).toMatch(/^Without the (tie to known fraud|shared cards) it would/);
    expect(told).toContain(`instead of ${score.gravity.toFixed(0)}`);
    expect(told).not.toContain('it would be MEDIUM');
  });

  it('says so when no single kind carries it', () => {
    const evidence = [device, card, synchrony, found('money', 'MONEY_FLOW', 200)];
    const score = scoreOf({ for: evidence, against: [] }, MEMBERS.length);
    expect(
      wouldDrop({ for: evidence, against: [] }, MEMBERS.length, score, { atStake: 0, parameters: DEFAULT_PARAMETERS }),
    ).toMatch(/at least two/);
  });
});

describe('the score', () => {
  it('opens its arithmetic: the terms add up to it', () => {
    const against = [explains(['place'], 0.2), explains([], 0.1)];
    const { score, terms } = scoreOf({ for: [device, address, card, synchrony], against }, MEMBERS.length);
    expect(terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
  });

  it('rises with every finding and falls with every doubt', () => {
    const score = (evidence: readonly Finding[], against: readonly CounterFinding[] = []) =>
      scoreOf({ for: evidence, against }, MEMBERS.length).score;
    const weak = found('place', 'SHARED_DEVICE', 12);
    expect(score([weak, card])).toBeGreaterThan(score([card]));
    expect(score([weak, card], [explains([], 0.1)])).toBeLessThan(score([weak, card]));
    expect(score([weak, card], [explains(['card'])])).toBeLessThan(score([weak, card]));
  });

  it('counts a repeated kind about the same members in part, about others in full', () => {
    const half = (members: readonly number[]) => found('place', 'SHARED_DEVICE', 20, { members });
    const same = scoreOf({ for: [half([0, 1]), half([0, 1])], against: [] }, 4).score;
    const other = scoreOf({ for: [half([0, 1]), half([2, 3])], against: [] }, 4).score;
    expect(other).toBeGreaterThan(same);
  });

  it('is never above the bound by which groups are dropped unseen', () => {
    const anyFinding = fc
      .record({
        kind: fc.constantFrom(...INDEPENDENT_KINDS),
        points: fc.double({ min: 0, max: 60, noNaN: true }),
        members: fc.uniqueArray(fc.constantFrom(...MEMBERS), { minLength: 1 }),
      })
      .map(({ kind, points, members }) => found(kind, 'SHARED_DEVICE', points, { members }));
    fc.assert(
      fc.property(fc.array(anyFinding, { maxLength: 8 }), (evidence) => {
        expect(scoreAtMost(evidence)).toBeGreaterThanOrEqual(scoreOf({ for: evidence, against: [] }, 4).score);
      }),
    );
  });

  it('stays between 0 and 100', () => {
    const { score } = scoreOf({ for: [device, card, synchrony], against: [] }, 4);
    expect(score).toBeLessThanOrEqual(100);
    expect(scoreOf({ for: [], against: [] }, 4).score).toBe(0);
  });
});
