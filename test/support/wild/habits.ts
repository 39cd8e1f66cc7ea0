/** What a market records, and how: the same life seen through poorer eyes. */
import type { EventInput, GraphInput, LinkInput } from '../graph-columns.ts';

export type Habit = (input: GraphInput) => GraphInput;

const withoutKinds =
  (...kinds: readonly string[]): Habit =>
  ({ entities, links, events }) => ({
    entities: entities.filter(({ key }) => !kinds.some((kind) => key.startsWith(`${kind}:`))),
    links: links.filter(({ to }) => !kinds.some((kind) => to.startsWith(`${kind}:`))),
    events: events.filter(({ to }) => !kinds.some((kind) => to.startsWith(`${kind}:`))),
  });

const timed =
  (change: (at: string) => string | undefined): Habit =>
  ({ entities, links, events }) => ({
    entities: entities.map(({ createdAt, ...rest }) => withTime(rest, 'createdAt', createdAt && change(createdAt))),
    links: links.map(({ at, ...rest }): LinkInput => withTime(rest, 'at', at && change(at))),
    events: events.map(({ at, ...rest }): EventInput => withTime(rest, 'at', at && change(at))),
  });

function withTime<T extends object, K extends string>(
  rest: T,
  name: K,
  time: string | undefined,
): T & { [P in K]?: string } {
  return time === undefined ? rest : { ...rest, [name]: time };
}

const inMoney =
  (currency: string, rate: number, digits: number): Habit =>
  ({ entities, links, events }) => ({
    entities,
    links,
    events: events.map((event) =>
      event.amount === undefined
        ? event
        : { ...event, currency, amount: (Number(event.amount) * rate).toFixed(digits) },
    ),
  });

const withoutEvents: Habit = (input) => ({ ...input, events: [] });
const onlyEvents: Habit = ({ entities, events }) => ({ entities, links: [], events });

export const HABITS: Readonly<Record<string, Habit>> = {
  'records everything': (input) => input,
  'knows no cards and no e-mail addresses': withoutKinds('PaymentInstrument', 'Email'),
  'knows devices and cards only': withoutKinds(
    'Email',
    'Phone',
    'Address',
    'IpAddress',
    'Warehouse',
    'Fingerprint',
    'BusinessRegistration',
    'IdentityDocument',
  ),
  'knows no times': timed(() => undefined),
  'knows days': timed((at) => at.slice(0, 10)),
  'stamps everything at night': timed((at) => `${at.slice(0, 10)}T03:00:00Z`),
  'counts in rupiah': inMoney('IDR', 15_000, 0),
  'records no events': withoutEvents,
  'records events only': onlyEvents,
};
