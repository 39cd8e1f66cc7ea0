/** The rejects file: one NDJSON line a refused row, made when the first row is refused. */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reject, RejectsWriter } from '../../application/ports/record-source.ts';

/** Fields the rejects file adds to a row, dropped when it is imported again. */
export const REJECT_FIELDS: ReadonlySet<string> = new Set([
  '_record',
  '_file',
  '_line',
  '_column',
  '_expected',
  '_text',
]);

export function createRejectsWriter(directory: string, now: () => number): RejectsWriter {
  let opened: { readonly path: string; readonly handle: FileHandle } | null = null;
  return {
    async write(rejects) {
      if (rejects.length === 0) return;
      opened ??= await openNew(directory, now());
      await opened.handle.appendFile(rejects.map(toLine).join(''));
    },
    async close() {
      const path = opened?.path ?? null;
      await opened?.handle.close();
      opened = null;
      return path;
    },
  };
}

/** Never an existing file: of two imports in one second the second gets a number. */
async function openNew(directory: string, now: number): Promise<{ path: string; handle: FileHandle }> {
  await mkdir(directory, { recursive: true });
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
  for (let number = 1; ; number++) {
    const path = join(directory, `rejects-${time}Z${number === 1 ? '' : `-${number}`}.ndjson`);
    try {
      // Rows are personal data: for the owner only.
      return { path, handle: await open(path, 'ax', 0o600) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function toLine(reject: Reject): string {
  const { fields, record, file, line, column, expected } = reject;
  const row = { ...fields, _record: record, _file: file, _line: line, _column: column, _expected: expected };
  return `${JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n`;
}
