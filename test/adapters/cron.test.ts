import { describe, expect, it } from 'vitest';
import { croner } from '../../server/src/adapters/cron.ts';

const next = (cron: string, zone: string, after: string): string => {
  const at = croner.next(cron, zone, Date.parse(after));
  return at === null ? 'never' : new Date(at).toISOString();
};

describe('cron lines', () => {
  it('mean the time of their zone, over daylight saving', () => {
    expect(next('0 3 * * *', 'Europe/Berlin', '2026-03-27T12:00:00Z')).toBe('2026-03-28T02:00:00.000Z');
    expect(next('0 3 * * *', 'Europe/Berlin', '2026-03-29T12:00:00Z')).toBe('2026-03-30T01:00:00.000Z');
    expect(next('*/15 * * * *', 'UTC', '2026-01-01T00:07:00Z')).toBe('2026-01-01T00:15:00.000Z');
  });

  it('that fall into the hour that is skipped still run that night, and once when an hour comes twice', () => {
    const spring = next('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z');
    expect(spring.slice(0, 10)).toBe('2026-03-29');
    const autumn = next('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z');
    expect(autumn.slice(0, 10)).toBe('2026-10-25');
    expect(next('30 2 * * *', 'Europe/Berlin', autumn).slice(0, 10)).toBe('2026-10-26');
  });

  it('asked from within the hour that comes twice never answer with the past', () => {
    const second = '2026-10-25T01:05:00Z';
    expect(next('30 2 * * *', 'Europe/Berlin', second)).toBe('2026-10-26T01:30:00.000Z');
    expect(next('*/5 2,3 * * *', 'Europe/Berlin', second)).toBe('2026-10-25T02:00:00.000Z');
    expect(next('*/15 * * * *', 'Europe/Berlin', second)).toBe('2026-10-25T01:15:00.000Z');
  });

  it.each([
    ['*/30 * * * *', 'Europe/Berlin', '2026-10-24T23:45:00Z', 30, 8],
    ['*/15 * * * *', 'Europe/Berlin', '2026-03-28T23:45:00Z', 15, 9],
    ['0 * * * *', 'Europe/Berlin', '2026-10-24T23:45:00Z', 60, 5],
    ['@hourly', 'America/New_York', '2026-11-01T04:45:00Z', 60, 5],
    ['*/15 * * * *', 'Australia/Lord_Howe', '2026-04-04T14:10:00Z', 15, 8],
    ['0 * * * *', 'Europe/Berlin', '2026-03-28T23:45:00Z', 60, 5],
    ['*/20 * * * *', 'Asia/Kathmandu', '2026-03-28T23:45:00Z', 20, 5],
  ] as const)('hour by hour goes on by the time that passes: %s, %s', (cron, zone, start, minutes, count) => {
    let at = Date.parse(next(cron, zone, start));
    for (let i = 0; i < count; i++) {
      const due = Date.parse(next(cron, zone, new Date(at).toISOString()));
      expect(due - at).toBe(minutes * 60_000);
      at = due;
    }
  });

  it('are always ahead, and the same in every zone of an equal clock', () => {
    const lines = ['30 2 * * *', '*/7 * * * *', '0 */6 * * *', '15 1-3 * * 0', '0 0 1 * *', '5 * * * 1-5'];
    for (const cron of lines) {
      for (let at = Date.UTC(2026, 9, 24, 20, 0, 0, 1); at < Date.UTC(2026, 9, 25, 6); at += 37 * 60_000) {
        expect(croner.next(cron, 'America/Sao_Paulo', at)).toBe(croner.next(cron, 'Etc/GMT+3', at));
        const due = croner.next(cron, 'Europe/Berlin', at);
        expect(due).toBeGreaterThan(at);
        expect(croner.next(cron, 'Europe/Berlin', at - 1)).toBeLessThanOrEqual(due ?? 0);
      }
    }
  });

  it.each(['2126-11-28T10:00:00', '', 'daily', '* * * *', '* * * * * *', '61 * * * *', '0 25 * * *', '0 0 32 * *'])(
    'unreadable: "%s"',
    (cron) => {
      expect(croner.objection(cron, 'UTC')).toContain('cannot be read');
    },
  );

  it('that never come true are refused', () => {
    expect(croner.objection('0 0 30 2 *', 'UTC')).toContain('never comes true');
  });

  it.each(['', 'CET', '+02:00', 'Europe/Atlantis', 'Mars/Phobos'])('no time zone: "%s"', (zone) => {
    expect(croner.objection('0 3 * * *', zone)).toContain('There is no time zone');
  });

  it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'])('a time zone: %s', (zone) => {
    expect(croner.objection('0 3 * * 1-5', zone)).toBeNull();
  });
});
