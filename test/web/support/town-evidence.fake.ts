/** What speaks for and against the first ring of the fake marketplace, with the rows behind it. */
import { buyers, card, connection, devices, links, sellers } from './town.fake.ts';
import { events } from './town-events.fake.ts';

const deviceLinks = links.filter((one) => one.type === 'USES_DEVICE' && buyers.includes(one.from));
const cardLinks = links.filter((one) => one.type === 'PAYS_WITH');
const eventsOf = (type: string) => events.filter((one) => one.type === type);
export const evidence = [
  {
    type: 'SHARED_DEVICE',
    statement: '9 buyers use 2 devices; an average device serves 1.1 accounts.',
    weight: 0.46,
    entities: devices,
    members: buyers,
    links: deviceLinks,
    rows: eventsOf('LOGIN'),
  },
  {
    type: 'SHARED_PAYMENT_INSTRUMENT',
    statement: '5 buyers pay with one card that nobody else uses.',
    weight: 0.31,
    entities: [card],
    members: buyers.slice(0, 5),
    links: cardLinks,
    rows: [],
  },
  {
    type: 'SYNCHRONY',
    statement: '72 orders within 142 minutes on 11 September, from 9 buyers to 2 sellers.',
    weight: 0.23,
    entities: [],
    members: [...buyers, ...sellers],
    links: links.filter((one) => one.type === 'ORDER'),
    rows: eventsOf('ORDER'),
  },
];
export const counterEvidence = [
  {
    type: 'DIVERSE_TARGETS',
    statement: '2 of the 9 buyers also bought from 14 unrelated sellers.',
    weight: -0.08,
    entities: [],
    members: buyers.slice(0, 2),
    links: [],
    rows: [],
  },
];
export const withEvents = (one: (typeof evidence)[number]) => ({
  ...one,
  events: ({ first, after }: { first: number; after?: string }) => connection(one.rows, first, after),
});
