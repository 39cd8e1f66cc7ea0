/** Rings as other tools ask for them, over real stores filled with a generated marketplace. */
import { describe, expect, test } from 'vitest';
import { marketplaceService } from '../support/marketplace-service.ts';

const ENTITY = 'id kind externalId label status riskLabel linkCount';
const { ask, topRing } = marketplaceService();

describe('rings', () => {
  test('are listed by score and paged to and fro without gap or repeat', async () => {
    const all = await ask('{ rings(first: 100) { totalCount nodes { id score severity status } } }');
    const { nodes, totalCount } = all.data.rings;
    expect(totalCount).toBeGreaterThan(3);
    const scores = nodes.map((ring: { score: number }) => ring.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const page =
      'totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
    const first = await ask(`{ rings(first: 2) { ${page} } }`);
    const { pageInfo } = first.data.rings;
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await ask(`query($after: String) { rings(first: 2, after: $after) { ${page} } }`, {
      variables: { after: pageInfo.endCursor },
    });
    const ids = [...first.data.rings.edges, ...second.data.rings.edges].map((edge) => edge.node.id);
    expect(ids).toEqual(nodes.slice(0, 4).map((ring: { id: string }) => ring.id));
    const back = await ask(`query($before: String) { rings(last: 2, before: $before) { ${page} } }`, {
      variables: { before: second.data.rings.pageInfo.startCursor },
    });
    expect(back.data.rings.edges).toEqual(first.data.rings.edges);
  });

  test('one ring shows members, identifiers, evidence with the rows behind it, picture, timeline and birth', async () => {
    const id = await topRing();
    const { data } = await ask(
      `query Ring($id: ID!) { ring(id: $id) {
        id score severity confidence status size summary markets stages wouldDrop firstSeen lastSeen
        stability { repetitions returned returnedWhole isStable statement }
        evidenceTree { strength types statement from { externalId } to { externalId } entities { kind externalId } }
        chance { copies copiesAsTight falseDiscoveryRate statement }
        scoreTerms { name points } typologies { code score reason }
        exposure { stillStoppable { amount currency } alreadyLost { amount currency } turnover { amount currency } }
        members(first: 100) { totalCount nodes { role confidence reason tenureDays orders refundRate chargebackRate
          enforcements overturned turnover { amount currency } stillStoppable { amount } entity { ${ENTITY} } otherRings { id } } }
        identifiers { sharedBy accounts rarity statement entity { kind externalId } }
        evidence { type statement weight entities { externalId } members { externalId }
          links { id type explanation from { externalId } to { externalId } } events(first: 3) { totalCount nodes { type } } }
        counterEvidence { type statement weight }
        graph(limit: 100) { truncated omittedNodes nodes { ${ENTITY} } links { id type strength from { id } to { id } } }
        timeline(buckets: 20) { from to omitted lanes { stage counts } }
        lineage { type at runId statement }
        run { id published resultHash }
      } }`,
      { variables: { id } },
    );
    const { ring } = data;
    expect(ring.members.totalCount).toBe(ring.size);
    expect(ring.members.nodes).toHaveLength(Math.min(100, ring.size));
    expect(ring.evidence.length).toBeGreaterThan(0);
    expect(ring.graph.nodes.length).toBeGreaterThanOrEqual(ring.size);
    const drawn = new Set(ring.graph.nodes.map((node: { id: string }) => node.id));
    for (const link of ring.graph.links) expect(drawn.has(link.from.id) && drawn.has(link.to.id)).toBe(true);
    for (const evidence of ring.evidence) {
      expect(evidence.links.length + evidence.events.totalCount + evidence.entities.length).toBeGreaterThan(0);
    }
    expect(ring.stability).toMatchObject({ repetitions: 10, statement: expect.stringContaining('of 10 searches') });
    const own = new Set(ring.members.nodes.map(({ entity }: { entity: { externalId: string } }) => entity.externalId));
    expect(ring.evidenceTree.length).toBeGreaterThan(0);
    expect(ring.evidenceTree.length).toBeLessThan(ring.size);
    for (const { from, to } of ring.evidenceTree) expect(own.has(from.externalId) && own.has(to.externalId)).toBe(true);
    expect(ring.chance.falseDiscoveryRate >= 0 && ring.chance.falseDiscoveryRate <= 1).toBe(true);
    expect(ring.lineage).toMatchObject([{ type: 'BORN', runId: ring.run.id }]);
    expect(ring.timeline.lanes.every((lane: { counts: number[] }) => lane.counts.length === 20)).toBe(true);
    for (const { rarity } of ring.identifiers) expect(rarity >= 0 && rarity <= 1).toBe(true);
  });

  test('the links behind a piece of evidence touch its members or what it names', async () => {
    const { data } = await ask(
      `{ rings(first: 10) { nodes { evidence { type members { id } entities { id } links { from { id } to { id } } } } } }`,
    );
    const evidence = data.rings.nodes.flatMap((ring: { evidence: unknown[] }) => ring.evidence);
    const shared = evidence.filter(({ type }: { type: string }) => type.startsWith('SHARED_'));
    expect(shared.length).toBeGreaterThan(0);
    for (const { members, entities, links } of shared) {
      const named = new Set([...members, ...entities].map(({ id }: { id: string }) => id));
      expect(links.length).toBeGreaterThanOrEqual(2);
      for (const { from, to } of links) expect(named.has(from.id) || named.has(to.id)).toBe(true);
    }
  });

  test('a filter finds the rings of a member, and only those', async () => {
    const { data } = await ask(
      '{ rings(first: 1) { nodes { id members(first: 1) { nodes { entity { kind externalId } } } } } }',
    );
    const [ring] = data.rings.nodes;
    const { kind, externalId } = ring.members.nodes[0].entity;
    const filtered = await ask('query($member: EntityRef!) { rings(filter: { member: $member }) { nodes { id } } }', {
      variables: { member: { kind, externalId } },
    });
    const ids = filtered.data.rings.nodes.map((one: { id: string }) => one.id);
    expect(ids).toContain(ring.id);
    const entity = await ask('query($ref: EntityRef!) { entity(ref: $ref) { rings { nodes { id } totalCount } } }', {
      variables: { ref: { kind, externalId } },
    });
    expect(entity.data.entity.rings.nodes.map((one: { id: string }) => one.id).sort()).toEqual([...ids].sort());
  });
});
