/** Expected failures. The message says what, which value, and what to do; it never carries personal data. */
export const FAILURE_CODES = [
  'INVALID_ARGUMENT',
  'LIMIT_EXCEEDED',
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'IMPORT_RUNNING',
  'STORE_TOO_NEW',
  'STORE_FULL',
  'STORE_UNAVAILABLE',
  // It may answer later: a service goes on trying.
  'STORE_UNREACHABLE',
  'STORES_DIFFER',
  'FILE_UNREADABLE',
  // Somebody else was faster; what was asked was based on what is not so any more.
  'CHANGED_MEANWHILE',
  'CANCELLED',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];
export type Failure = { readonly code: FailureCode; readonly message: string };

export const failure = (code: FailureCode, message: string): Failure => ({ code, message });

/** Thrown where a Result cannot travel (deep inside a stream); turned back into a Failure at the edge. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(value: Failure, options?: ErrorOptions) {
    super(value.message, options);
    this.name = 'FailureError';
    this.failure = value;
  }
}

/** What a read ends with whose caller went away. */
export const stoppedReading = (): FailureError =>
  new FailureError(failure('CANCELLED', 'Stopped before the answer was there: nobody waits for it any more.'));
