/** Several who write and read one store at once, each through a connection of their own, as processes would. */
import { describe, expect, it } from 'vitest';
import type { GraphStore, ImportSession } from '../../../server/src/application/ports/graph-store.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { ReferenceGraph } from '../../support/reference-graph.ts';
import { at, buyer, device, entity, event, seller, usesDevice } from './builders.ts';
import { type ContractStore, openImport } from './contract-store.ts';

const BATCHES = 6;

/** Both write of the same accounts and events, with versions that go back and forth. */
const batchOf = (writer: number, n: number): readonly GraphRecord[] =>
  Array.from({ length: 40 }, (_, i): readonly GraphRecord[] => {
    const day = at(`2026-01-${String(1 + ((i * 7 + n * 3 + writer * 11) % 28)).padStart(2, '0')}`);
    const who = buyer(`b${(i * (writer + 1)) % 30}`);
    return [
      entity(who, { label: `Customer ${writer} ${n} ${i}`, updatedAt: day }),
      usesDevice(who, device(`d${i % 9}`), { firstSeen: day, source: `importer ${writer}` }),
      event('ORDER', `o${(i + n) % 50}`, [who, seller('s')], { at: day, updatedAt: day, references: { device: 'e' } }),
    ];
  }).flat();

export function writersContract(contract: ContractStore): void {
  describe('two at once', () => {
    it('of many who want to import at the same moment one may, and the others are told who does', async () => {
      await contract.withAnother(async (other) => {
        const wanting = Array.from({ length: 12 }, (_, i) =>
          (i % 2 === 0 ? contract.store : other).openImport(`importer ${i}`),
        );
        const opened = await Promise.all(wanting);
        const sessions = opened.flatMap((one) => (one.ok ? [one.value] : []));
        expect(sessions).toHaveLength(1);
        const winner = opened.findIndex(({ ok }) => ok);
        for (const one of opened) {
          if (one.ok) continue;
          expect(one.failure.code).toBe('IMPORT_RUNNING');
          expect(one.failure.message).toContain(`Another import (importer ${winner},`);
        }
        await sessions[0]?.close();
      });
    });

    it('importers who take turns leave what one after the other would, whoever comes first', async () => {
      const writers = [0, 1].map((writer) => Array.from({ length: BATCHES }, (_, n) => batchOf(writer, n)));
      await contract.withAnother(async (other) => {
        const refusals = await Promise.all([takeTurns(contract.store, writers[0]), takeTurns(other, writers[1])]);
        const expected = new ReferenceGraph(writers.flat(2));
        expect(await other.digest()).toBe(expected.digest());
        expect(await contract.store.counts()).toEqual(expected.counts());
        // Else they did not meet.
        expect(refusals[0] + refusals[1]).toBeGreaterThan(0);
      });
    }, 120_000);

    it('a reader sees a batch come once and stay, where it sees moments whole or not at all', async () => {
      const refs = Array.from({ length: 2_000 }, (_, i) => buyer(`b${i}`));
      const batch = refs.flatMap((ref) => [entity(ref), usesDevice(ref, device('d'))]);
      await contract.withAnother(async (other) => {
        const session = await openImport(contract.store);
        let isWritten = false;
        const writing = session.write(batch).finally(() => {
          isWritten = true;
        });
        const seen: number[] = [];
        const look = async () => seen.push((await other.entities(refs)).filter((found) => found !== null).length);
        while (!isWritten) await look();
        await writing;
        await look();
        await session.close();
        expect(seen.at(-1)).toBe(refs.length);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        if (contract.isolation === 'snapshot') expect([...new Set(seen)].filter((n) => n !== 0)).toEqual([refs.length]);
      });
    }, 120_000);
  });
}

/** A session a batch, opened again until the other is out of the way; how often it was not. */
async function takeTurns(store: GraphStore, batches: readonly (readonly GraphRecord[])[] = []): Promise<number> {
  let refusals = 0;
  for (const batch of batches) {
    let session: ImportSession | null = null;
    while (session === null) {
      const opened = await store.openImport('test');
      if (opened.ok) session = opened.value;
      else refusals++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await session.write(batch);
    await session.close();
  }
  return refusals;
}
