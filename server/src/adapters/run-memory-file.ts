/**
 * What the last published run left, in one file that only its owner may read; in the process that wrote or read it, at
 * hand as long as the file is the same. A file that is damaged or of another version is as good as none.
 */
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import type { RememberedRun, RunMemory } from '../application/ports/run-memory.ts';
import { ENTITY_KIND_LIST, EVENT_TYPE_LIST } from '../domain/ontology.ts';
import { layOut } from './sqlite/column-layout.ts';
import { readColumnsFile, writeColumnsFile } from './sqlite/columns-file.ts';
import { packPicked } from './sqlite/pick-texts.ts';

/** To be raised with every change of what is remembered, of a fingerprint, or of what a norm means. */
const VERSION = 8;
const OF = JSON.stringify(['last run', VERSION, ENTITY_KIND_LIST, EVENT_TYPE_LIST]);

/** As a file can hold it: texts in one list. */
type Kept = Pick<RememberedRun, 'norms' | 'accounts' | 'windowDays'> & { readonly names: readonly string[] };

export function createRunMemoryFile(path: string): RunMemory {
  let atHand: { readonly run: RememberedRun; readonly stamp: string } | null = null;
  const keep = (run: RememberedRun): RememberedRun => {
    atHand = { run, stamp: stampOf(path) };
    return run;
  };
  return {
    read: async () => {
      if (atHand !== null && atHand.stamp !== '' && atHand.stamp === stampOf(path)) return atHand.run;
      const kept = readColumnsFile(path, OF) as Kept | null;
      return kept && keep(toRun(kept));
    },
    write: async (given) => {
      const run = withOwnTexts(given);
      if (replace(path, run)) keep(run);
      else rmSync(path, { force: true });
    },
  };
}

/** Names of accounts that were picked from columns would keep these in memory. */
const withOwnTexts = (run: RememberedRun): RememberedRun => ({
  ...run,
  accounts: { ...run.accounts, id: packPicked(run.accounts.id) },
});

/** False where there is no room, or no right. */
function replace(path: string, run: RememberedRun): boolean {
  const draft = `${path}.${process.pid}.part`;
  try {
    const file = openSync(draft, 'w', 0o600);
    try {
      writeColumnsFile(file, OF, layOut(toKept(run)));
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    return true;
  } catch {
    return false; // Nothing is lost but time: the next run computes everything.
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Empty where there is none. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return '';
  }
}

const toKept = ({
  runId,
  fullRunId,
  codeVersion,
  parametersHash,
  norms,
  accounts,
  windowDays,
}: RememberedRun): Kept => ({
  names: [runId, fullRunId, codeVersion, parametersHash],
  norms,
  accounts,
  windowDays,
});

function toRun({ names, norms, accounts, windowDays }: Kept): RememberedRun {
  const [runId = '', fullRunId = '', codeVersion = '', parametersHash = ''] = names;
  return { runId, fullRunId, codeVersion, parametersHash, norms, accounts, windowDays };
}
