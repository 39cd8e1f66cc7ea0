/** Sentences for files that cannot be read: each names the file and, where there is one, line and column. */
import { FailureError, failure } from '../../domain/failure.ts';

export type Place = { readonly file: string; readonly line?: number; readonly column?: string };

export function fileFailure(place: Place, sentence: string): FailureError {
  const line = place.line === undefined ? '' : `, line ${place.line}`;
  const column = place.column === undefined ? '' : `, column ${place.column}`;
  return new FailureError(failure('FILE_UNREADABLE', `${place.file}${line}${column}: ${sentence}`));
}

const SYSTEM_CODES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a folder where a file was expected',
  ELOOP: 'its symbolic links go in a circle',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk could not read it',
  Z_BUF_ERROR: 'the gzip data are cut off: the file is not complete',
  Z_DATA_ERROR: 'the gzip data are damaged',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not text in the encoding it is said to have',
};

/** An error of the system or of gzip as a sentence; null for anything else, which is a defect of ours. */
export function toFileFailure(file: string, error: unknown): FailureError | null {
  if (error instanceof FailureError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = SYSTEM_CODES[code];
  return sentence === undefined ? null : fileFailure({ file }, sentence);
}
