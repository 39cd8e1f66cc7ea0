import { expect, it } from 'vitest';
import { findSimilarRings } from '../../server/src/application/verdicts/show-verdicts.ts';
import { basisOf } from '../../server/src/domain/material-change.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { INVESTIGATOR } from '../support/graphql-service.ts';
import { aRing, day } from '../support/ring-builders.ts';
import { aRingVerdict } from '../support/verdict-builders.ts';

const device = (id: string) => ({ kind: 'Device', id, sharedBy: 3, accounts: 3 }) as const;
const typology = (code: 'DEVICE_FARM' | 'BRUSHING', score: number) => ({ code, score, reason: '' });

/** What the ring page would say, and which rings were read to say it. */
async function similarTo(ring: Ring, judged: readonly Ring[]) {
  const read: string[] = [];
  const verdicts = judged.map((one, i) => [one.id, aRingVerdict(one.id, { basis: basisOf(one), at: day(i) })] as const);
  const reader = {
    principal: INVESTIGATOR,
    verdicts: { current: async () => ({ rings: new Map(verdicts), members: new Map(), links: [] }) },
    rings: {
      ring: async (id: string) => {
        read.push(id);
        return judged.find((one) => one.id === id) ?? null;
      },
    },
  };
  const found = await findSimilarRings(reader as never, ring);
  if (!found.ok) throw new Error(found.failure.message);
  return { read, told: found.value.map(({ ring: { id }, statement }) => `${id}: ${statement}`) };
}

it('who comes back with new accounts is known by what they share, before rings that only work alike', async () => {
  const ring = aRing('new', { identifiers: [device('d1')], typologies: [typology('DEVICE_FARM', 0.4)] });
  const farm = aRing('farm', { identifiers: [], typologies: [typology('DEVICE_FARM', 0.9)] });
  const past = aRing('past', { identifiers: [device('d1'), device('d2')] });
  const other = aRing('other', { identifiers: [device('d9')], typologies: [typology('BRUSHING', 1)] });
  expect((await similarTo(ring, [farm, past, other])).told).toEqual([
    'past: 1 of the same identifiers',
    'farm: works alike: device farm',
  ]);
});

it('of however many judged rings only the five that are shown are read, the last judged first among equals', async () => {
  const ring = aRing('new', { identifiers: [], typologies: [typology('DEVICE_FARM', 0.4)] });
  const many = Array.from({ length: 50 }, (_, i) =>
    aRing(`r${i}`, { identifiers: [], typologies: [typology('DEVICE_FARM', 0.9)] }),
  );
  const { read } = await similarTo(ring, [...many, ring]);
  expect(read).toEqual(['r49', 'r48', 'r47', 'r46', 'r45']);
});
