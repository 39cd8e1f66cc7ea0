/** One line on a terminal's standard error that says how far a long command is: share, rate, time left. */
import type { Progress, ReportProgress } from '../application/ports/progress.ts';
import type { CliContext } from './cli-context.ts';

const REDRAW_MS = 100;
const WIDTH = 24;
const MEGABYTE = 1e6;

export type ProgressLine = {
  /** Undefined where nothing is drawn: in a pipe. */
  readonly report: ReportProgress | undefined;
  clear(): void;
};

export function createProgressLine({ clock, isTerminal, stderr }: CliContext, action: string): ProgressLine {
  if (!isTerminal) return { report: undefined, clear: () => undefined };
  const startedAt = clock.now();
  let drawnAt = 0;
  return {
    report(progress) {
      const now = clock.now();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      stderr(`\r\u001b[2K${action} ${describeProgress(progress, now - startedAt)}`);
    },
    clear: () => stderr(drawnAt === 0 ? '' : '\r\u001b[2K'),
  };
}

export function describeProgress({ done, doneBefore = 0, total, unit }: Progress, elapsedMs: number): string {
  const perSecond = elapsedMs === 0 ? 0 : ((done - doneBefore) / elapsedMs) * 1000;
  const rate = unit === 'bytes' ? `${(perSecond / MEGABYTE).toFixed(1)} MB/s` : `${Math.round(perSecond)} ${unit}/s`;
  if (total === null || total === 0) return rate;
  const share = Math.min(1, done / total);
  const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');
  const left = perSecond === 0 ? '' : `, ${duration((total - done) / perSecond)} left`;
  return `${bar} ${Math.floor(share * 100)} %  ${rate}${left}`;
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export type StageLine = {
  /** For a use case that tells its stages; nothing in a pipe. */
  readonly watching: { readonly onStage?: (name: string) => void };
  clear(): void;
};

/** The name of the stage a long command is in. */
export function createStageLine({ isTerminal, stderr }: CliContext): StageLine {
  if (!isTerminal) return { watching: {}, clear: () => undefined };
  return {
    watching: { onStage: (name) => stderr(`\r\u001b[2K${name} …`) },
    clear: () => stderr('\r\u001b[2K'),
  };
}
