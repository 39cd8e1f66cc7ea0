/** Who lives in the fake marketplace, and what ties them: two sellers, nine buyers, what they share, and strangers. */
export type Ref = { readonly kind: string; readonly externalId: string };
export type Entity = Ref & Record<string, unknown> & { readonly id: string };
type Link = Record<string, unknown> & {
  readonly id: string;
  readonly from: Entity;
  readonly to: Entity;
  readonly type: string;
};

export const connection = <T extends object>(all: readonly T[], first = 50, after?: string | null) => {
  const start = after ? Number(after) : 0;
  const nodes = all.slice(start, start + first);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ cursor: String(start + index + 1), node })),
    totalCount: all.length,
    pageInfo: {
      hasNextPage: start + first < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? String(start + 1) : null,
      endCursor: nodes.length > 0 ? String(start + nodes.length) : null,
    },
  };
};

const DAY_MS = 86_400_000;
export const at = (days: number, minutes = 0): string =>
  new Date(Date.UTC(2026, 8, 1) + days * DAY_MS + minutes * 60_000).toISOString();
export const eur = (amount: string) => ({ amount, currency: 'EUR' });
export const keyOf = (ref: Ref): string => `${ref.kind}:${ref.externalId}`;

export const entities = new Map<string, Entity>();
export const links: Link[] = [];
export const linksOf = (entity: Ref): readonly Link[] =>
  links.filter((link) => keyOf(link.from) === keyOf(entity) || keyOf(link.to) === keyOf(entity));

function entity(kind: string, externalId: string, more: Record<string, unknown> = {}): Entity {
  const known = entities.get(`${kind}:${externalId}`);
  if (known) return known;
  const made: Entity = {
    __typename: 'Entity',
    id: `${kind}:${externalId}`,
    kind,
    externalId,
    label: null,
    market: null,
    createdAt: null,
    status: 'ACTIVE',
    riskLabel: null,
    riskLabelAt: null,
    riskReason: null,
    unsettledBalance: null,
    reservedBalance: null,
    nextSettlementAt: null,
    removedAt: null,
    attributes: [],
    linkCount: () => linksOf(made).length,
    linkCounts: () => {
      const counts = new Map<string, number>();
      for (const link of linksOf(made)) counts.set(link.type, (counts.get(link.type) ?? 0) + 1);
      return [...counts].map(([type, count]) => ({ type, count }));
    },
    ...more,
  };
  entities.set(keyOf(made), made);
  return made;
}

function link(type: string, from: Entity, to: Entity, days: number, count = 1, strength = 0.62): Link {
  const made: Link = {
    id: `${type}|${keyOf(from)}|${keyOf(to)}`,
    type,
    from,
    to,
    firstSeen: at(days),
    lastSeen: at(days + 9, 35),
    count,
    sources: ['orders.csv'],
    strength,
    explanation: `Seen ${count} times; few others are tied to it.`,
  };
  links.push(made);
  return made;
}

export const sellers = [0, 1].map((index) =>
  entity('SELLER', `s-90${index}`, {
    label: `Lumen Outlet ${index + 1}`,
    market: 'DE',
    createdAt: at(-40),
    unsettledBalance: eur('8120.5'),
  }),
);
export const buyers = Array.from({ length: 9 }, (_, index) =>
  entity('BUYER', `b-${1001 + index}`, {
    label: index % 3 === 0 ? null : `Buyer ${index + 1}`,
    market: 'DE',
    createdAt: at(-12, index * 7),
    status: index === 4 ? 'BANNED' : 'ACTIVE',
    riskLabel: index === 4 ? 'CONFIRMED_FRAUD' : null,
    attributes: [{ name: 'channel', value: 'app' }],
  }),
);
export const devices = [0, 1].map((index) => entity('DEVICE', `dev-7f${index}`));
export const card = entity('PAYMENT_INSTRUMENT', 'card-4411');
export const payout = entity('PAYOUT_ACCOUNT', 'pa-DE89-3704');
export const wifi = entity('IP_ADDRESS', '203.0.113.7', { label: 'public library' });
buyers.forEach((buyer, index) => {
  link('USES_DEVICE', buyer, devices[index % 2] as Entity, index, 3);
  if (index < 5) link('PAYS_WITH', buyer, card, index + 1, 2, 0.74);
  link('ORDER', buyer, sellers[index % 2] as Entity, index + 2, 4, 0.31);
  link('SEEN_AT_IP', buyer, wifi, index, 1, 0.08);
});
for (const seller of sellers) link('PAID_OUT_TO', seller, payout, 3, 6, 0.88);
for (let index = 0; index < 140; index++) {
  const stranger = entity('BUYER', `x-${String(index).padStart(4, '0')}`, { createdAt: at(-300 + index) });
  link('SEEN_AT_IP', stranger, wifi, index % 30, 1, 0.05);
  if (index < 70) link('USES_DEVICE', stranger, devices[0] as Entity, index % 20, 1, 0.4);
}
