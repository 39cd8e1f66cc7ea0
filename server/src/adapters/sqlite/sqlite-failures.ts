/** Turns what SQLite reports into an expected failure with a sentence, where it is one. */
import { type Failure, FailureError, failure } from '../../domain/failure.ts';

const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** Null for anything unexpected: that is thrown on as it is. */
export function toSqliteFailure(error: unknown, path: string): Failure | null {
  const code = sqliteCode(error);
  switch (code) {
    case FULL:
      return failure(
        'STORE_FULL',
        `There is no room left for ${path}; nothing of this batch was kept. Free some space and run it again.`,
      );
    case BUSY:
    case LOCKED:
      return failure('STORE_UNAVAILABLE', `${path} is in use by another process; try again in a moment.`);
    case READ_ONLY:
    case CANNOT_OPEN:
      return failure(
        'STORE_UNAVAILABLE',
        `${path} cannot be opened for writing; check that the folder exists and its permissions.`,
      );
    case CORRUPT:
    case NOT_A_DATABASE:
      return failure(
        'STORE_UNAVAILABLE',
        `${path} is damaged or not an SQLite file; restore it from a backup or name another file.`,
      );
    case IO_ERROR:
      return failure(
        'STORE_UNAVAILABLE',
        `The disk refused to read or write ${path}; check the disk and run it again.`,
      );
    default:
      return null;
  }
}

/** Runs `work`; what SQLite expectedly refuses leaves as a FailureError. */
export function withSqliteFailures<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const known = toSqliteFailure(error, path);
    throw known ? new FailureError(known, { cause: error }) : error;
  }
}

export async function withSqliteFailuresIn<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    return withSqliteFailures(path, () => {
      throw error;
    });
  }
}

/** Primary result code: the low byte of the extended one. */
function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}
