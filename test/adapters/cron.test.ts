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

  it.each(['', 'daily', '* * * *', '* * * * * *', '61 * * * *', '0 25 * * *', '0 0 32 * *'])(
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
