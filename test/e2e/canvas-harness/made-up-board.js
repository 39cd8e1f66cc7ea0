/** Boards of any size, the same every time: a ring of accounts around shared details, and the crowd around it. */

/** Mulberry32: small, seeded, good enough to scatter made-up links. */
const createRandom = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
};

const DETAILS = [
  ['DEVICE', 'USES_DEVICE', 'device'],
  ['PAYMENT_INSTRUMENT', 'PAYS_WITH', 'card ••••'],
  ['PAYOUT_ACCOUNT', 'PAID_OUT_TO', 'payout'],
  ['ADDRESS', 'HAS_ADDRESS', 'Mill Street'],
  ['PHONE', 'HAS_PHONE', '+62 •••'],
  ['EMAIL', 'HAS_EMAIL', 'm•••@mail'],
  ['IP_ADDRESS', 'SEEN_AT_IP', '10.0.'],
  ['IDENTITY_DOCUMENT', 'VERIFIED_BY', 'passport'],
  ['BUSINESS_REGISTRATION', 'REGISTERED_AS', 'reg.'],
  ['WAREHOUSE', 'SHIPS_FROM', 'warehouse'],
];
const ACTORS = ['BUYER', 'BUYER', 'BUYER', 'SELLER', 'CREATOR'];
const DEALINGS = ['ORDER', 'REFUND', 'REVIEW', 'MESSAGE', 'COMMISSION', 'TRANSFER'];
const ROLES = ['ORGANISER', 'CORE', 'CORE', 'MULE', 'MULE', 'ASSOCIATE', 'ASSOCIATE', 'ASSOCIATE', 'VICTIM'];
const DAY = 86_400_000;

const toNode = (kind, id, more) => ({
  key: `${kind}:${id}`,
  kind,
  externalId: id,
  label: null,
  status: 'ACTIVE',
  riskLabel: null,
  linkCount: 0,
  ...more,
});

const makeActors = (count, members, random) =>
  Array.from({ length: count }, (_, index) => {
    const isMember = index < members;
    const kind = ACTORS[index % ACTORS.length];
    return toNode(kind, `${kind.toLowerCase()}${1000 + index}`, {
      memberOfRing: isMember,
      ...(isMember ? { role: ROLES[index % ROLES.length] } : {}),
      riskLabel: isMember && index % 4 === 1 ? 'CONFIRMED_FRAUD' : index % 17 === 5 ? 'CONFIRMED_LEGITIMATE' : null,
      status: index % 7 === 3 ? 'RESTRICTED' : 'ACTIVE',
      linkCount: 3 + Math.floor(random() * 30),
    });
  });

const makeDetails = (count) =>
  Array.from({ length: count }, (_, index) => {
    const [kind, , name] = DETAILS[index % DETAILS.length];
    return toNode(kind, `${kind.slice(0, 3).toLowerCase()}${index}`, {
      label: `${name} ${index}`,
      linkCount: kind === 'IP_ADDRESS' && index < 10 ? 4_212 : 3 + (index % 9),
    });
  });

/** Accounts belong to neighbourhoods that share details and deal with each other, as groups of customers do. */
export const makeBoard = ({ nodes, links, members = 9, seed = 7 }) => {
  const random = createRandom(seed);
  const actors = makeActors(Math.ceil(nodes * 0.6), members, random);
  const details = makeDetails(nodes - actors.length);
  const made = new Map();
  const neighbourhoods = Math.max(1, Math.floor(nodes / 40));
  const pick = (list, neighbourhood) => {
    const size = Math.max(1, Math.floor(list.length / neighbourhoods));
    const isLocal = random() < 0.92;
    const start = isLocal ? neighbourhood * size : 0;
    const range = isLocal ? size : list.length;
    return list[Math.min(list.length - 1, start + Math.floor(random() ** 1.5 * range))];
  };
  for (let attempt = 0; made.size < links && attempt < links * 20; attempt += 1) {
    const neighbourhood = Math.floor(random() * neighbourhoods);
    const from = pick(actors, neighbourhood);
    const isShared = random() < 0.62;
    const to = pick(isShared ? details : actors, neighbourhood);
    const type = isShared
      ? DETAILS.find(([kind]) => kind === to.kind)[1]
      : DEALINGS[Math.floor(random() * DEALINGS.length)];
    const id = `${type}|${from.key}|${to.key}`;
    if (from.key === to.key || made.has(id)) continue;
    const firstSeen = Date.UTC(2026, 0, 1) + Math.floor(random() ** 2 * 200) * DAY;
    made.set(id, {
      id,
      type,
      from: from.key,
      to: to.key,
      strength: random() ** 2,
      count: 1 + Math.floor(random() * 12),
      firstSeen: random() < 0.05 ? null : new Date(firstSeen).toISOString(),
      lastSeen: new Date(firstSeen + 30 * DAY).toISOString(),
      explanation: `${from.externalId} and ${to.externalId} are tied by what they share.`,
      sources: ['made up'],
    });
  }
  return { nodes: [...actors, ...details], links: [...made.values()] };
};

/** What an expansion of a node brings: leaves of its own. */
export const makeNeighbours = (parent, count) => {
  const nodes = Array.from({ length: count }, (_, index) =>
    toNode('BUYER', `${parent.externalId}-n${index}`, { linkCount: 1 + (index % 5) }),
  );
  const links = nodes.map((node) => ({
    id: `USES_DEVICE|${node.key}|${parent.key}`,
    type: 'USES_DEVICE',
    from: node.key,
    to: parent.key,
    strength: 0.4,
    count: 2,
    firstSeen: '2026-02-01T00:00:00Z',
    lastSeen: null,
    explanation: 'Seen together.',
    sources: ['made up'],
  }));
  return { nodes, links };
};
