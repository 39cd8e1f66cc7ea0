import { describe, expect, it } from 'vitest';
import { TELLS, whatTimesTell, whatTimesTellByClock } from '../../../server/src/detection/signals/clock.ts';
import { DAY_MS, type Precision, toTimePoint } from '../../../server/src/domain/time-point.ts';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const spread = Array.from({ length: 200 }, (_, i) => toTimePoint(START + DAY_MS + i * 7_777_777, 'SECOND'));
/** What these tell beside 200 ordinary ones of the 18 days after the first. */
const tell = (times: readonly number[], beside: readonly number[] = spread): number[] =>
  [...whatTimesTell(Float64Array.from([...times, ...beside]))].slice(0, times.length);
const many = (count: number, ms: (i: number) => number, precision: Precision = 'SECOND'): number[] =>
  Array.from({ length: count }, (_, i) => toTimePoint(ms(i), precision));
const all = (times: readonly number[], what: keyof typeof TELLS): number[] => times.map(() => TELLS[what]);

describe('a time tells the minute', () => {
  it('when it is exact to the minute or finer', () =>
    expect(tell([toTimePoint(START + 5 * DAY_MS + 60_000, 'MINUTE')])).toEqual([TELLS.minute]));

  it('on an ordinary first day', () => {
    const first = many(10, (i) => START + i * HOUR + 1000);
    expect(tell(first)).toEqual(all(first, 'minute'));
  });

  it('when a ring of thirty registers within the hour on an ordinary day', () => {
    const burst = many(30, (i) => START + 9 * DAY_MS + i * 97_000);
    expect(tell(burst)).toEqual(all(burst, 'minute'));
  });

  it('where the whole export is rounded to the full hour: coarse, but known', () => {
    const hourly = many(600, (i) => START + Math.floor(i / 6) * DAY_MS + (((i * 7) % 23) + 1) * HOUR, 'MINUTE');
    expect(tell(hourly, [])).toEqual(all(hourly, 'minute'));
  });

  it('in a file of one day and nothing else', () => {
    const oneDay = many(80, (i) => START + i * 1_000_003);
    expect(tell(oneDay, [])).toEqual(all(oneDay, 'minute'));
  });
});

describe('a time tells the day and no more', () => {
  it('when it is a bare date', () =>
    expect(tell([toTimePoint(START + 5 * DAY_MS, 'DAY'), Number.NaN])).toEqual([TELLS.day, TELLS.nothing]));

  it('at midnight sharp when several rows share it', () => {
    const midnight = many(4, () => START + 6 * DAY_MS);
    expect(tell(midnight)).toEqual(all(midnight, 'day'));
  });

  it('when every date was written with the same time of the day, in the time zone of whoever exported it', () => {
    const disguised = many(120, (i) => START + DAY_MS + (i % 60) * DAY_MS + 5 * HOUR);
    expect(tell(disguised, [])).toEqual(all(disguised, 'day'));
    // … half the rows: the other clock is not harmed.
    expect(tell(disguised)).toEqual(all(disguised, 'day'));
    expect(tell(spread, disguised)).toEqual(all(spread, 'minute'));
  });

  it('when a job writes the whole column within minutes, night after night', () => {
    const nightly = many(600, (i) => START + (i % 150) * DAY_MS + 2 * HOUR + ((i * 7919) % 240) * 1000);
    expect(tell(nightly, [])).toEqual(all(nightly, 'day'));
    // … a straggler or two make it no other clock, many do.
    expect(tell(nightly, spread.slice(0, 5))).toEqual(all(nightly, 'day'));
    expect(tell(spread, nightly)).toEqual(all(spread, 'minute'));
  });

  it('but not where people act within one hour of the day, or on one day alone', () => {
    const lunch = many(600, (i) => START + (i % 150) * DAY_MS + 12 * HOUR + ((i * 7919) % 3600) * 1000);
    expect(tell(lunch, [])).toEqual(all(lunch, 'minute'));
    const promotion = many(150, (i) => START + 9 * DAY_MS + 12 * HOUR + ((i * 7919) % 240) * 1000);
    expect(tell(promotion)).toEqual(all(promotion, 'minute'));
  });

  it('when a job runs each night and stamps a few rows', () => {
    const nightly = many(90, (i) => START + DAY_MS + Math.floor(i / 3) * DAY_MS + 2 * HOUR + 17_000);
    expect(tell(nightly)).toEqual(all(nightly, 'day'));
  });
});

describe('a time tells nothing', () => {
  it('when a batch job stamped it on many rows', () => {
    const batch = many(30, () => START + 6 * DAY_MS + 7_200_000);
    expect(tell(batch).every((told) => told !== TELLS.minute)).toBe(true);
  });

  it('on the first day of an export onto which everything older was piled', () => {
    const piled = many(300, (i) => START + i * 60_000);
    expect(tell(piled)).toEqual(all(piled, 'nothing'));
    const bare = many(300, () => START, 'DAY');
    expect(tell(bare)).toEqual(all(bare, 'nothing'));
  });

  it('on the day another marketplace was taken over and all its rows were loaded', () => {
    const usual = many(3000, (i) => START + (i % 300) * DAY_MS + ((i * 7919) % 86_399) * 1000);
    const loaded = many(900, (i) => START + 150 * DAY_MS + 3 * HOUR + i * 1_001);
    expect(tell(loaded, usual)).toEqual(all(loaded, 'nothing'));
  });

  it('when the whole column was stamped in the hours an export took', () => {
    const stamped = many(400, (i) => START + 3 * HOUR + i * 61_003);
    expect(tell(stamped, [])).toEqual(all(stamped, 'nothing'));
  });

  it('when the whole file has one date', () => {
    const oneDate = many(40, () => START, 'DAY');
    expect(tell(oneDate, [])).toEqual(all(oneDate, 'nothing'));
  });

  it('in a column without a time', () => expect(tell([Number.NaN, Number.NaN], [])).toEqual([0, 0]));
});

it('each clock is judged by itself: reviews piled on their first day, months after the first order', () => {
  const orders = many(400, (i) => START + i * 9 * HOUR + ((i * 37) % 60) * 61_000);
  const piled = many(120, (i) => START + 60 * DAY_MS + i * 61_000);
  const later = many(90, (i) => START + 61 * DAY_MS + i * 26 * HOUR + i * 61_000);
  const reviews = [...piled, ...later];
  const times = Float64Array.from([...orders, ...reviews]);
  const told = whatTimesTellByClock(times, [...orders.map(() => 0), ...reviews.map(() => 7)]);
  expect([...told.tells]).toEqual([...all(orders, 'minute'), ...all(piled, 'nothing'), ...all(later, 'minute')]);
});
