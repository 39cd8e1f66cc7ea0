/**
 * A small marketplace that answers the real schema: what the web asks is validated and executed by graphql-js against
 * server/src/graphql/schema.graphql, so a field that is not there fails a test of the web at once.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { serviceAnswers } from './service.fake.ts';
import { buyers, card, connection, devices, entities, keyOf, links, linksOf, type Ref } from './town.fake.ts';
import { events } from './town-events.fake.ts';
import { given, rings, run, SEVERITIES } from './town-rings.fake.ts';

// Not `new URL(…, import.meta.url)`: in a made-up window that is a web address.
const SDL = join(dirname(fileURLToPath(import.meta.url)), '../../../server/src/graphql/schema.graphql');
export const schema: GraphQLSchema = buildSchema(readFileSync(SDL, 'utf8'));

type RingsArguments = {
  readonly filter?: {
    minSeverity?: string;
    typologies?: string[];
    markets?: string[];
    text?: string;
    minSize?: number;
  } | null;
  readonly orderBy?: { field: string; direction: string } | null;
  readonly first?: number;
  readonly after?: string;
};
const ORDER: Readonly<Record<string, (ring: (typeof rings)[number]) => number | string>> = {
  SCORE: (ring) => ring.score,
  SEVERITY: (ring) => -SEVERITIES.indexOf(ring.severity as 'LOW'),
  SIZE: (ring) => ring.size,
  CONFIDENCE: (ring) => ring.confidence,
  LAST_SEEN: (ring) => Date.parse(ring.lastSeen),
  STILL_STOPPABLE: (ring) => ring.score,
};

const TRIAL = { id: 'trial', runId: 'run_trial', published: false, stages: [], ignoredHubs: [] };

function selectRings({ filter, orderBy, first, after }: RingsArguments) {
  const matching = rings.filter(
    (ring) =>
      (!filter?.minSeverity ||
        SEVERITIES.indexOf(ring.severity as 'LOW') <= SEVERITIES.indexOf(filter.minSeverity as 'LOW')) &&
      (!filter?.typologies || ring.typologies.some(({ code }) => filter.typologies?.includes(code ?? ''))) &&
      (!filter?.markets || ring.markets.some((market) => filter.markets?.includes(market))) &&
      (!filter?.minSize || ring.size >= filter.minSize) &&
      (!filter?.text || ring.id === filter.text || ring.summary.includes(filter.text)),
  );
  const value = ORDER[orderBy?.field ?? 'SCORE'] as (ring: (typeof rings)[number]) => number;
  const sign = orderBy?.direction === 'ASC' ? 1 : -1;
  return connection(
    matching.sort((a, b) => sign * (value(a) - value(b))),
    first ?? 50,
    after ?? null,
  );
}

function neighbourhood({ of, linkTypes, limit }: { of: Ref[]; linkTypes?: string[] | null; limit: number }) {
  const start = of.map((ref) => entities.get(keyOf(ref))).filter((one) => one !== undefined);
  const touching = start.flatMap(linksOf).filter((one) => !linkTypes || linkTypes.includes(one.type));
  const all = [...new Set([...start, ...touching.flatMap((one) => [one.from, one.to])])];
  const nodes = all.slice(0, limit);
  return {
    nodes,
    links: touching.filter((one) => nodes.includes(one.from) && nodes.includes(one.to)),
    truncated: all.length > limit,
    omittedNodes: Math.max(0, all.length - limit),
  };
}

function paths({ from, to }: { from: Ref; to: Ref }) {
  const [a, b] = [entities.get(keyOf(from)), entities.get(keyOf(to))];
  if (!a || !b) return [];
  return linksOf(a)
    .flatMap((first) => {
      const middle = first.from === a ? first.to : first.from;
      const second = linksOf(middle).find((one) => one.from === b || one.to === b);
      return second ? [{ length: 2, strength: 0.38, nodes: [a, middle, b], links: [first, second] }] : [];
    })
    .slice(0, 3);
}

function investigate({ ids }: { ids?: string[] }) {
  const asked = ids ?? [];
  const found = asked.flatMap((id) => [...entities.values()].filter((one) => one.externalId === id));
  const [a, b] = found;
  const nodes = [...new Set([...found, ...devices, card])];
  return {
    subgraph:
      found.length === 0
        ? { nodes: [], links: [], truncated: false, omittedNodes: 0 }
        : {
            nodes,
            links: links.filter((one) => nodes.includes(one.from) && nodes.includes(one.to)),
            truncated: false,
            omittedNodes: 0,
          },
    paths: a && b ? paths({ from: a, to: b }) : [],
    rings: found.some((one) => buyers.includes(one)) ? [rings[0]] : [],
    alsoInvolved: found.length > 0 ? buyers.filter((one) => !found.includes(one)) : [],
    sharedIdentifiers: found.length > 0 ? rings[0]?.identifiers : [],
    unknown: asked.filter((id) => !found.some((one) => one.externalId === id)),
    found,
  };
}

function search({ text, first }: { text: string; first: number }) {
  const hits: object[] = [
    ...rings.filter((ring) => ring.id.startsWith(text)),
    ...[...entities.values()].filter(
      (one) =>
        one.externalId.startsWith(text) ||
        String(one['label'] ?? '')
          .toLowerCase()
          .includes(text.toLowerCase()),
    ),
    ...(text.startsWith('ord-') ? [{ __typename: 'Order', orderId: text, events: () => connection([]) }] : []),
    ...events.filter((one) => one['externalId'] === text),
  ];
  return connection(hits, first);
}

type EventsArguments = {
  of?: Ref[] | null;
  among?: boolean;
  types?: string[] | null;
  orderId?: string | null;
  from?: string | null;
  to?: string | null;
  first?: number;
  after?: string | null;
};
function selectEvents({ of, among, types, orderId, from, to, first, after }: EventsArguments) {
  const keys = new Set((of ?? []).map(keyOf));
  const matching = events.filter((one) => {
    const ends = [keys.has(keyOf(one.from)), keys.has(keyOf(one.to))];
    const isOf = keys.size === 0 || (among ? ends.every(Boolean) : ends.some(Boolean));
    return (
      isOf &&
      (!types || types.includes(one.type)) &&
      (!orderId || one.orderId === orderId) &&
      (!from || (one.at ?? '') >= from) &&
      (!to || (one.at ?? '') <= to)
    );
  });
  return connection(matching, first ?? 50, after ?? null);
}

/** The one earlier run whose picture is kept. */
const KEPT_RUN = 'run_20260801';

let linkVerdict: object | null = null;

const ROOT = {
  viewer: { name: 'Ada', role: 'ADMINISTRATOR' },
  status: {
    version: '0.1.0',
    graphStore: 'SQLite',
    graphStoreVersion: '3.50.4',
    caseStore: 'SQLite',
    changeNumber: 412,
    changesBehind: 3,
    entities: entities.size,
    links: links.length,
    events: events.length,
  },
  entity: ({ ref }: { ref: Ref }) => entities.get(keyOf(ref)) ?? null,
  rings: selectRings,
  ring: ({ id, run: asked }: { id: string; run?: string | null }) => {
    const ring = rings.find((one) => one.id === id) ?? null;
    if (ring === null || asked == null || asked === run.runId) return ring;
    return asked === KEPT_RUN ? { ...ring, summary: 'As it was in August', run: { ...run, runId: KEPT_RUN } } : null;
  },
  neighbourhood,
  paths,
  investigate,
  search,
  events: selectEvents,
  setRingVerdict: ({ ring: id, run: judged, ...verdict }: { ring: string; run?: string }) => {
    given.set(
      rings.findIndex((one) => one.id === id),
      {
        ...verdict,
        ...{ by: 'Anna', at: '2026-09-27T12:00:00Z', outdatedBy: null, inheritedFrom: null },
        seen: { ringId: id, run: { ...run, runId: judged ?? run.runId } },
      },
    );
    return rings.find((one) => one.id === id);
  },
  setMemberVerdict: ({ ring: id, member, ...verdict }: { ring: string; member: Ref; run?: string }) => {
    const judged = rings[0]?.members0.find(({ entity }) => keyOf(entity as Ref) === keyOf(member));
    if (judged) judged.verdict = { ...verdict, by: 'Anna', at: '2026-09-27T12:00:00Z', seen: null };
    return rings.find((one) => one.id === id);
  },
  linkVerdict: () => linkVerdict,
  setLinkVerdict: ({ sameActor, until, ...verdict }: { sameActor: boolean; until?: string | null }) => {
    linkVerdict = { ...verdict, sameActor, until: until ?? null, by: 'Anna', at: '2026-09-27T12:00:00Z' };
    return linkVerdict;
  },
  node: ({ id }: { id: string }) => ({ ...run, ...(id === TRIAL.id && TRIAL) }),
  detectionRuns: () => connection([run, { ...run, ...TRIAL }]),
  ...serviceAnswers({ entities, rings }),
};

export type Question = { readonly query: string; readonly variables?: Record<string, unknown> };

export const askMarketplace = ({ query, variables }: Question): Promise<ExecutionResult> =>
  graphql({ schema, source: query, rootValue: ROOT, variableValues: variables ?? {} });
