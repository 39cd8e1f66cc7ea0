/**
 * Reads whose cost is that of what they are asked about, in a graph of any size: PROFILE counts the same db hits in one
 * four times as large. What stands behind a name tells questions of one statement apart.
 */
import { toInteger } from '../../server/src/adapters/neo4j/connection.ts';
import { nodeKey } from '../../server/src/adapters/neo4j/entity-properties.ts';
import { ENTITY_KIND_LIST } from '../../server/src/domain/ontology.ts';
import { hour } from './budget-graph.ts';
import { AROUND, DRAWN, type Held, PAGE, type Question } from './profiled-questions.ts';

const keys = [nodeKey({ kind: 'Buyer', id: 'b7' }), nodeKey({ kind: 'Device', id: 'own-7' })];
const ALWAYS = { from: toInteger(0), to: toInteger(Number.MAX_SAFE_INTEGER), windowTo: null };
const limit = toInteger(10);
const ofOrders = (parameters: Question['parameters']): Question => ({ value: 'ORDER', parameters });

export function boundedQuestions({ orders }: Held): Readonly<Record<string, Question>> {
  const after = [toInteger(hour(50)), toInteger(0), toInteger(orders[0])];
  return {
    'graph/read-entities': { parameters: { keys } },
    'graph/expand-entities': {
      parameters: { keys, types: null, from: null, to: null, limit, withEnds: true },
    },
    'graph/meet-around': { parameters: { keys, types: ['USES_DEVICE'], limit } },
    'graph/count-link-types': { parameters: { keys } },
    // With a device of everybody's among them.
    'graph/links-among': { parameters: { keys: AROUND, from: null, to: null, limit, codes: DRAWN } },
    'graph/find-events-of': { parameters: { ...PAGE, keys } },
    'graph/find-events-among': { parameters: { ...PAGE, keys, named: { device: ['own-7'] } } },
    'graph/find-events-of-order': ofOrders({ order: 'o7-1' }),
    'graph/newest-events': ofOrders({ ...PAGE, ...ALWAYS }),
    'graph/newest-events further on': ofOrders({ ...PAGE, ...ALWAYS, to: toInteger(hour(50)), after }),
    'graph/timeless-events': ofOrders({ id: '', limit }),
    'graph/timeless-events further on': ofOrders({ id: 'o29', limit }),
    'graph/search-entities of few': {
      parameters: {
        ...{ text: 'b99', word: '\nb99', prefixes: ENTITY_KIND_LIST.map((kind) => nodeKey({ kind, id: '' })) },
        ...{ rank: null, afterKey: '', limit },
      },
    },
    'write/find-events': ofOrders({ ids: ['o7-1', 'o8-1'] }),
    'store/read-store': { parameters: {} },
  };
}
