/** Screening over a store, against rings of buyers drawn at random: the same questions and rings for every store. */
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { screenEntity } from '../../server/src/application/screen-entity.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';
import type { Screening } from '../../server/src/domain/screening.ts';
import { mulberry32 } from '../support/generated-batches.ts';
import { aRing, aRun, day } from '../support/ring-builders.ts';
import { ALLOWED_EVENT, anAllowance } from '../support/verdict-builders.ts';

const RINGS = 8;
const MEMBERS = 5;
/** One of so many things is in order. */
const ALLOWED = 10;
const clock = { now: () => Date.UTC(2026, 10, 1) };

/** Each asked of an account there is, or of a newcomer with one or two identifiers that others hold. */
export async function screenMany(graph: GraphStore, refs: readonly EntityRef[], count: number): Promise<Screening[]> {
  const random = mulberry32(37);
  const ofKinds = (...kinds: readonly EntityRef['kind'][]) => refs.filter(({ kind }) => kinds.includes(kind));
  const [buyers, things] = [ofKinds('Buyer'), ofKinds('Device', 'PaymentInstrument', 'IpAddress', 'Phone')];
  const one = (of: readonly EntityRef[]): EntityRef =>
    of[Math.floor(random() * of.length)] ?? { kind: 'Buyer', id: '' };
  const cases = await openSqliteCaseStore(':memory:');
  try {
    const rings = Array.from({ length: RINGS }, (_, i) => {
      const members = Array.from({ length: MEMBERS }, () => one(buyers));
      return aRing(`rng_${i}`, {
        members: members.map((ref) => ({ ...ref, role: 'CORE', confidence: 0.9, reason: 'test' })),
      });
    });
    await cases.rings.publishRun(aRun('run_1', { published: true }), rings);
    for (const ref of things.filter((_, i) => i % ALLOWED === 0)) {
      await cases.suppressions.put(anAllowance(ref, { expiresAt: day(400) }), ALLOWED_EVENT);
    }
    const answers: Screening[] = [];
    for (let n = 0; n < count; n++) {
      const isNew = n % 2 === 1;
      const entity = isNew ? { kind: 'Buyer' as const, id: `newcomer-${n}` } : one(buyers);
      const identifiers = isNew ? [one(things), one(things)] : [];
      const result = await screenEntity({ ...cases, principal: OPERATOR, graph, clock }, { entity, identifiers });
      if (!result.ok) throw new Error(result.failure.message);
      answers.push({ ...result.value, changeNumber: 0 });
    }
    return answers;
  } finally {
    await cases.close();
  }
}
