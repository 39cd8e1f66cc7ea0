/**
 * A shop's own graph, as somebody drew it who never heard of Clewline: the two gangs and the honest trade of
 * small-exports.ts under other labels, types and properties, beside things that are none of our business.
 */
import { createHash } from 'node:crypto';
import type { Driver } from 'neo4j-driver';

export const SHOP_MAP = `
nodes:
  - label: Customer
    updated: changed
    entities:
      - kind: Buyer
        id: no
        label: full name
        createdAt: joined
relationships:
  - { type: USES, from: Customer, to: Handset, links: [{ type: USES_DEVICE, from: { kind: Buyer, id: from.no }, to: { kind: Device, id: to.serial }, firstSeen: since }] }
  - { type: PAYS, links: [{ type: PAYS_WITH, from: { kind: Buyer, id: from.no }, to: { kind: PaymentInstrument, id: to.token }, firstSeen: since }] }
  - { type: PAID_TO, links: [{ type: PAID_OUT_TO, from: { kind: Buyer, id: from.no }, to: { kind: PayoutAccount, id: to.iban }, firstSeen: since }] }
  - type: "BOUGHT \`AT\`"
    from: Customer
    to: Shop
    updated: changed
    events:
      - type: ORDER
        id: { column: orderNo, prefix: o- }
        orderId: { column: orderNo, prefix: o- }
        at: when
        from: { kind: Buyer, id: from.no }
        to: { kind: Seller, id: { column: to.code, prefix: s- } }
        amount: { column: cents, decimal: { minorUnits: 2 } }
        currency: { value: USD }
        device: handset
`;

const HONEST = 60;

type Shopper = { readonly no: string; readonly gang: string | null; readonly shop: string };

function shoppers(): readonly Shopper[] {
  const gangs = ['x', 'y'].flatMap((gang) =>
    Array.from({ length: 6 }, (_, i) => ({ no: `${gang}${i}`, gang, shop: gang })),
  );
  return [...gangs, ...Array.from({ length: HONEST }, (_, i) => ({ no: `h${i}`, gang: null, shop: String(i % 9) }))];
}

/** Equal, once adopted through SHOP_MAP, to what `writeSmallExports` writes. */
export async function drawShopGraph(driver: Driver): Promise<void> {
  const rows = shoppers().map(({ no, gang, shop }, i) => ({
    no,
    shop,
    group: gang ?? no,
    isGang: gang !== null,
    minute: gang === null ? i - 12 : i % 6,
    hour: i,
  }));
  await driver.executeQuery('CREATE CONSTRAINT customer_no FOR (c:Customer) REQUIRE c.no IS UNIQUE');
  await driver.executeQuery('CREATE INDEX customer_name FOR (c:Customer) ON (c.`full name`)');
  await driver.executeQuery(
    `UNWIND $rows AS row
     CREATE (c:Customer:Person {no: row.no, \`full name\`: 'Käufer ' + row.no, joined: datetime('2026-02-01T11:00:00+01:00'),
       changed: datetime('2026-03-01T00:00:00Z') + duration({hours: toInteger(row.hour)}), tags: ['a', 'b'],
       home: point({latitude: 48.2, longitude: 16.4}), secret: 'never read'})
     MERGE (d:Handset {serial: 'd-' + row.group})
     MERGE (s:Shop {code: row.shop})
     CREATE (c)-[:USES {since: datetime('2026-02-20T10:00:00Z')}]->(d)
     CREATE (c)-[:\`BOUGHT \`\`AT\`\`\` {orderNo: row.no, when: datetime('2026-03-01T10:00:00Z') + duration({minutes: toInteger(row.minute)}),
       cents: 1050, handset: 'd-' + row.no, changed: toInteger(row.hour)}]->(s)
     WITH c, row WHERE row.isGang
     MERGE (p:Card {token: 'p-' + row.group})
     MERGE (a:Account {iban: 'a-' + row.group})
     CREATE (c)-[:PAYS {since: datetime('2026-02-20T10:00:00Z')}]->(p)
     CREATE (c)-[:PAID_TO {since: datetime('2026-02-20T10:00:00Z')}]->(a)`,
    { rows },
  );
  await driver.executeQuery(
    "CREATE (n:Note {text: 'ours', at: date('2026-01-01')})-[:ABOUT {weight: 0.1}]->(:Entity {key: '00:x', status: 'theirs'})",
  );
}

/** The entities of `writeSmallExports` with the versions that the shop's customers have. */
export function withChanges(csv: string): string {
  const [header = '', ...rows] = csv.trimEnd().split('\n');
  const changed = (i: number): string => new Date(Date.UTC(2026, 2, 1, i)).toISOString().replace('.000Z', 'Z');
  return [`${header},updatedAt`, ...rows.map((row, i) => `${row},${changed(i)}`), ''].join('\n');
}

/** Everything that is not ours: nodes, relationships, properties, constraints, indexes. */
export async function foreignHash(driver: Driver): Promise<string> {
  const rows: string[] = [];
  for (const text of [
    `MATCH (n) WHERE NOT n:Clewline_Ring AND NOT n:Clewline_Member
     RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties`,
    `MATCH (a)-[r]->(b) WHERE type(r) <> 'CLEWLINE_MEMBER_OF'
     RETURN elementId(r) AS id, type(r) AS type, elementId(a) AS a, elementId(b) AS b, properties(r) AS properties`,
    `SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties WHERE NOT name STARTS WITH 'clewline_'`,
    `SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state WHERE NOT name STARTS WITH 'clewline_'`,
  ]) {
    const { records } = await driver.executeQuery(text);
    rows.push(...records.map((record) => JSON.stringify(record.toObject(), sorted)));
  }
  return createHash('sha256').update(rows.sort().join('\n')).digest('hex');
}

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'bigint'
    ? String(value)
    : typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
