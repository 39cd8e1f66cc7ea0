import { describe, expect, it } from 'vitest';
import type { Progress } from '../../server/src/application/ports/progress.ts';
import type { CliContext } from '../../server/src/cli/cli-context.ts';
import { createProgressLine, describeProgress } from '../../server/src/cli/progress-line.ts';

const progress = (change: Partial<Progress> = {}): Progress => ({
  stage: 'copying',
  done: 500,
  total: 1_000,
  unit: 'rows',
  ...change,
});

const CLEAR = '\r\u001b[2K';

/** A standard error that keeps what it is told, and a clock that stands where it is put. */
function drawn(isTerminal: boolean) {
  const texts: string[] = [];
  const time = { now: 1_000_000 };
  const stderr = (text: string): void => void texts.push(text);
  const line = createProgressLine({ clock: { now: () => time.now }, isTerminal, stderr } as CliContext, 'copying');
  return { texts, time, line };
}

describe('how far a long command is', () => {
  it.each([
    ['half, in rows', progress(), 10_000, `${'█'.repeat(12)}${'░'.repeat(12)} 50 %  50 rows/s, 10 s left`],
    ['a share and not a whole one', progress({ done: 999 }), 999, `${'█'.repeat(24)} 99 %  1000 rows/s, 1 s left`],
    ['in bytes', progress({ unit: 'bytes', done: 5e6, total: 1e9 }), 1_000, '5.0 MB/s, 3 min 19 s left'],
    ['of hours', progress({ done: 1, total: 7_321 }), 1_000, '1 rows/s, 2 h 2 min left'],
    ['without an end in sight', progress({ total: null }), 1_000, '500 rows/s'],
    ['more than was thought', progress({ done: 1_200 }), 1_000, '100 %  1200 rows/s, 0 s left'],
    ['at its beginning, without a rate to go by', progress({ done: 0 }), 0, `${'░'.repeat(24)} 0 %  0 rows/s`],
  ])('is told: %s', (_, at, elapsedMs, text) => {
    const told = describeProgress(at, elapsedMs);
    expect(told.endsWith(text)).toBe(true);
    if (at.total === null) expect(told).toBe(text);
  });

  it('counts what an earlier run did in the share, and not in the rate', () => {
    expect(describeProgress(progress({ done: 600, doneBefore: 500 }), 10_000)).toMatch(
      / 60 % {2}10 rows\/s, 40 s left$/,
    );
  });
});

describe('the line on a terminal', () => {
  it('is drawn over itself, ten times a second at most, and taken away at the end', () => {
    const { texts, time, line } = drawn(true);
    line.report?.(progress({ done: 1 }));
    time.now += 99;
    line.report?.(progress({ done: 2 }));
    expect(texts).toHaveLength(1);
    time.now += 1;
    line.report?.(progress({ done: 500 }));
    expect(texts).toHaveLength(2);
    expect(texts[1]?.startsWith(`${CLEAR}copying ${'█'.repeat(12)}${'░'.repeat(12)} 50 %  5000 rows/s`)).toBe(true);
    line.clear();
    expect(texts[2]).toBe(CLEAR);
    expect(texts.join('')).not.toContain('\n');
  });

  it('leaves nothing to take away where it was never drawn', () => {
    const { texts, line } = drawn(true);
    line.clear();
    expect(texts.join('')).toBe('');
  });
});

it('in a pipe nothing is drawn, and nobody is asked to report', () => {
  const { texts, line } = drawn(false);
  expect(line.report).toBeUndefined();
  line.clear();
  expect(texts).toEqual([]);
});
