/** Rings beside the graph: what they show, what is written for it, and whom they leave alone. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { createNeo4jRingProjection } from '../../../server/src/adapters/neo4j/neo4j-ring-projection.ts';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../../server/src/application/ports/case-store.ts';
import type { GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import type { RingProjection } from '../../../server/src/application/ports/ring-projection.ts';
import { createProjectRings } from '../../../server/src/application/projection/project-rings.ts';
import { OPERATOR } from '../../../server/src/domain/principal.ts';
import type { Ring } from '../../../server/src/domain/ring.ts';
import { buyer, device, entity, usesDevice } from '../../contract/graph-store/builders.ts';
import { importAll } from '../../contract/graph-store/contract-store.ts';
import { NEO4J_VERSIONS } from '../../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../../support/neo4j.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';
import { membersOf, PICTURE, shownAs } from '../../support/shown-rings.ts';
import { aRingVerdict, GIVEN } from '../../support/verdict-builders.ts';

const NOTHING = { created: 0, updated: 0, removed: 0 };
const event = { type: 'ringVerdictGiven', at: day(1), principal: 'anna', subject: 'rng_1', details: {} };

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`rings in Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    let graph: GraphStore;
    let projection: RingProjection;
    let cases: CaseStore;
    beforeAll(async () => {
      server = await lendNeo4j(version);
    }, 300_000);
    afterAll(() => server?.release());
    beforeEach(async () => {
      await server.clear();
      const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!opened.ok) throw new Error(opened.failure.message);
      graph = opened.value;
      cases = await openSqliteCaseStore(':memory:');
      projection = createNeo4jRingProjection({ ...server, clock: systemClock });
      const buyers = ['rng_1', 'rng_2', 'rng_3'].flatMap((ring) =>
        ['b1', 'b2', 'b3'].map((id) => buyer(`${ring}-${id}`)),
      );
      await importAll(graph, [buyers.map((ref) => usesDevice(ref, device('d')))]);
    });
    afterEach(async () => {
      await projection.close();
      await cases.close();
      await graph.close();
    });

    const query = async (text: string, parameters: object = {}): Promise<readonly unknown[]> => {
      const { records } = await server.driver.executeQuery(text, parameters);
      return records.map((record) => record.toObject());
    };
    const picture = () => query(PICTURE);
    const publish = (run: string, rings: readonly Ring[]) => cases.rings.publishRun(aRun(run), rings);
    const project = async (request = {}) => {
      const done = await createProjectRings({ ...cases, outbox: cases.projection, projection, clock: systemClock })(
        OPERATOR,
        request,
      );
      if (!done.ok) throw new Error(done.failure.message);
      return done.value;
    };

    it('show what is published, each member tied to its ring, stamped with the run', async () => {
      await publish('run_1', [aRing('rng_1'), aRing('rng_2', { score: 81.5, severity: 'HIGH', summary: 'Zwölf 🐝' })]);
      expect(await project()).toMatchObject({ rings: { created: 2 }, members: { created: 6 }, absentMembers: 0 });
      const second = shownAs('rng_2', 'run_1', { score: 81.5, severity: 'HIGH', summary: 'Zwölf 🐝' });
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1'), second]);
      expect(await projection.stamp()).toEqual({ runId: 'run_1', number: 2 });
      expect(await cases.projection.state()).toMatchObject({ wanted: 2, delivered: 2 });
      expect(await project()).toBeNull();
    });

    it('of a run that found the same are not written again', async () => {
      await publish('run_1', [aRing('rng_1'), aRing('rng_2')]);
      await project();
      await publish('run_2', [aRing('rng_1'), aRing('rng_2')]);
      expect(await project()).toEqual({ rings: NOTHING, members: NOTHING, absentMembers: 0, writes: 0 });
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1'), shownAs('rng_2', 'run_1')]);
      expect(await projection.stamp()).toMatchObject({ runId: 'run_2' });
    });

    it('are written where they differ and nowhere else', async () => {
      await publish('run_1', [aRing('rng_1'), aRing('rng_2')]);
      await project();
      const [first, second, third] = aRing('rng_2').members;
      if (!first || !second || !third) throw new Error('the builder gives three');
      const changed = aRing('rng_2', { members: [first, { ...second, role: 'MULE' }], score: 60 });
      await publish('run_2', [aRing('rng_1'), changed]);
      // Five properties of a ring, three of a membership, one membership less.
      expect(await project()).toEqual({
        rings: { created: 0, updated: 1, removed: 0 },
        members: { created: 0, updated: 1, removed: 1 },
        absentMembers: 0,
        writes: 9,
      });
      const members = [...membersOf('rng_2', 'run_1', ['b1']), ['Buyer', 'rng_2-b2', 'MULE', 0.9, 'run_2']];
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1'), shownAs('rng_2', 'run_2', { score: 60, members })]);
    });

    it('disappear when they end, dissolve, or go on in another', async () => {
      await publish('run_1', [aRing('rng_1'), aRing('rng_2'), aRing('rng_3')]);
      await project();
      const merged = aRing('rng_1', { members: [...aRing('rng_1').members, ...aRing('rng_2').members] });
      const ended = aRing('rng_2', { status: 'DISSOLVED', endedAt: day(2), successor: 'rng_1' });
      await publish('run_2', [merged, ended, aRing('rng_3', { status: 'DORMANT', endedAt: day(2) })]);
      expect(await project()).toMatchObject({ rings: { removed: 2 }, members: { created: 3 } });
      const members = [...membersOf('rng_1', 'run_1'), ...membersOf('rng_2', 'run_2')];
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1', { members })]);
      await publish('run_3', []);
      await project();
      expect(await picture()).toEqual([]);
    });

    it('that were dismissed are not shown until new evidence opens them again, nor are members who were cleared', async () => {
      await publish('run_1', [aRing('rng_1'), aRing('rng_2')]);
      await project();
      await cases.verdicts.addRingVerdict(aRingVerdict('rng_1'), event);
      const member = buyer('rng_2-b3');
      const cleared = { ...GIVEN, ringId: 'rng_2', member, verdict: 'NOT_INVOLVED', seen: null } as const;
      await cases.verdicts.addMemberVerdict(cleared, [], event);
      expect(await project()).toMatchObject({ rings: { removed: 1 }, members: { removed: 1 } });
      expect(await picture()).toEqual([
        shownAs('rng_2', 'run_1', { members: membersOf('rng_2', 'run_1', ['b1', 'b2']) }),
      ]);
      await cases.verdicts.addRingVerdict(aRingVerdict('rng_1', { outdatedBy: 'Two members joined.' }), event);
      await cases.verdicts.addMemberVerdict({ ...cleared, verdict: 'INVOLVED' }, [], event);
      await project();
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1'), shownAs('rng_2', 'run_1')]);
    });

    it('leave out members the graph does not hold, until it does', async () => {
      const members = ['b1', 'later'].map((id) => ({ ...aRing('rng_1').members[0], id: `rng_1-${id}` }));
      await publish('run_1', [aRing('rng_1', { members: members as Ring['members'] })]);
      expect(await project()).toMatchObject({ members: { created: 1 }, absentMembers: 1 });
      await publish('run_2', [aRing('rng_1', { members: members as Ring['members'] })]);
      expect(await project()).toMatchObject({ rings: NOTHING, members: NOTHING, absentMembers: 1, writes: 0 });
      await importAll(graph, [[entity(buyer('rng_1-later'))]]);
      await publish('run_3', [aRing('rng_1', { members: members as Ring['members'] })]);
      expect(await project()).toMatchObject({ members: { created: 1 }, absentMembers: 0 });
    });

    it('change nothing that the graph store tells', async () => {
      const told = async () => ({
        digest: await graph.digest(),
        counts: await graph.counts(),
        changeNumber: await graph.changeNumber(),
        loaded: await graph.loadColumns({}),
        entities: await graph.entities([buyer('rng_1-b1'), device('d')]),
        expanded: await graph.expand({ of: [buyer('rng_1-b1'), device('d')], limitPerEntity: 100 }),
        types: await graph.linkTypeCounts([buyer('rng_1-b1')]),
        among: await graph.linksAmong([buyer('rng_1-b1'), device('d')], { limit: 100 }),
        rarity: await graph.accountsPerIdentifier('Device'),
        found: await graph.searchEntities({ text: 'rng' }, { first: 100 }),
        byId: await graph.entitiesById('rng_1'),
      });
      const before = await told();
      await publish('run_1', [aRing('rng_1'), aRing('rng_2')]);
      await project();
      expect(await told()).toEqual(before);
      // And an import beside them finds what it wrote.
      await importAll(graph, [[usesDevice(buyer('rng_1-b1'), device('d')), usesDevice(buyer('new'), device('d'))]]);
      expect(await graph.counts()).toEqual({ entities: 11, links: 10, events: 0 });
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1'), shownAs('rng_2', 'run_1')]);
    });

    it('of two who show at once, the one who saw an older picture writes nothing', async () => {
      const other = createNeo4jRingProjection({ ...server, clock: systemClock });
      const older = { owner: 'one', runId: 'run_1', number: 1, rings: [aRing('rng_1')] };
      const newer = { owner: 'one', runId: 'run_2', number: 2, rings: [aRing('rng_2')] };
      expect(await projection.replace(newer, null)).not.toBeNull();
      expect(await other.replace(older, null)).toBeNull();
      expect(await picture()).toEqual([shownAs('rng_2', 'run_2')]);
      const seen = await other.stamp();
      const both = [other.replace({ ...newer, number: 3 }, seen), projection.replace({ ...older, number: 4 }, seen)];
      expect((await Promise.all(both)).filter((report) => report !== null)).toHaveLength(1);
      await other.close();
    });

    it('are repaired where somebody changed them, and made again in a graph that lost them', async () => {
      await publish('run_1', [aRing('rng_1'), aRing('rng_2')]);
      await project();
      await query("MATCH (:Buyer {id: 'rng_1-b1'})-[m:MEMBER_OF]->() DELETE m");
      await query("MATCH (r:Ring {id: 'rng_2'}) SET r.score = 1");
      await publish('run_2', [aRing('rng_1'), aRing('rng_2')]);
      expect(await project()).toMatchObject({ rings: { updated: 1 }, members: { created: 1 } });
      await query('MATCH (r:Ring) DETACH DELETE r');
      expect(await project()).toBeNull();
      expect(await project({ recheck: true })).toMatchObject({ rings: { created: 2 }, members: { created: 6 } });
    });

    it('of another case store are left as they are, and whoever comes second is told so', async () => {
      await publish('run_1', [aRing('rng_1')]);
      await project();
      const second = await openSqliteCaseStore(':memory:');
      await second.rings.publishRun(aRun('run_elsewhere'), [aRing('rng_3')]);
      const projectRings = createProjectRings({ ...second, outbox: second.projection, projection, clock: systemClock });
      const refused = await projectRings(OPERATOR, { recheck: true });
      expect(refused).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
      if (!refused.ok) expect(refused.failure.message).toContain('those of another Clewline’s case store');
      expect(await picture()).toEqual([shownAs('rng_1', 'run_1')]);

      // What the README says of a case store that is gone for good.
      await query("MATCH (s:ClewlineStore {name: 'rings'}) REMOVE s.owner");
      expect(await projectRings(OPERATOR)).toMatchObject({ ok: true });
      expect(await picture()).toEqual([shownAs('rng_3', 'run_elsewhere')]);
      expect(
        await createProjectRings({ ...cases, outbox: cases.projection, projection, clock: systemClock })(OPERATOR, {
          recheck: true,
        }),
      ).toMatchObject({ ok: false });
      await second.close();
    });

    it('take with them what was tied to them, and leave alone rings that are not Clewline’s', async () => {
      await publish('run_1', [aRing('rng_1')]);
      await project();
      await query("MATCH (r:Ring {id: 'rng_1'}) CREATE (:Note {text: 'mine'})-[:ABOUT]->(r)");
      await query("CREATE (:Ring {id: 'gold'})");
      await publish('run_2', []);
      await project();
      expect(await query('MATCH (r:Ring) RETURN r.id AS id')).toEqual([{ id: 'gold' }]);
      expect(await query('MATCH (n:Note) RETURN n.text AS text')).toEqual([{ text: 'mine' }]);
    });

    it('are asked for in vain by who may not, and of a graph nobody prepared', async () => {
      const deps = { ...cases, outbox: cases.projection, projection, clock: systemClock };
      const viewer = { ...OPERATOR, role: 'viewer' } as const;
      expect(await createProjectRings(deps)(viewer)).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
      await publish('run_1', [aRing('rng_1')]);
      await server.clear();
      const refused = await createProjectRings(deps)(OPERATOR);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'STORE_UNAVAILABLE' } });
      expect(await query('MATCH (n) RETURN count(n) = 0 AS empty')).toEqual([{ empty: true }]);
      expect(await cases.projection.state()).toMatchObject({ wanted: 2, delivered: 0 });
    });
  });
}
