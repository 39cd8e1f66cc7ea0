/** Turns what the driver reports into an expected failure with a sentence. No sentence tells a user or a password. */
import { type Failure, FailureError, failure } from '../../domain/failure.ts';

/** Where the server is, without any credentials somebody wrote into the address. */
export function addressOf(url: string): string {
  const match = /^([a-z0-9+]+:\/\/)(?:[^@/]*@)?([^/?#]*)/i.exec(url);
  return match ? `${match[1]}${match[2]}` : 'the Neo4j address';
}

type Place = { readonly url: string; readonly database: string };

/** Null for anything unexpected: that is thrown on as it is. */
export function toNeo4jFailure(error: unknown, place: Place): Failure | null {
  if (error instanceof FailureError) return error.failure;
  const code = codeOf(error);
  if (code === null) return null;
  const address = addressOf(place.url);
  const sentence = SENTENCES.find(([pattern]) => pattern.test(code));
  if (!sentence) return null;
  const [, kind, say] = sentence;
  return failure(kind, say(address, place.database));
}

/** What to throw on: the expected failure with its cause, or the error as it is. */
export function explainError(error: unknown, place: Place): unknown {
  const known = toNeo4jFailure(error, place);
  return known && !(error instanceof FailureError) ? new FailureError(known, { cause: error }) : error;
}

type Sentence = (address: string, database: string) => string;
const SENTENCES: readonly (readonly [RegExp, Failure['code'], Sentence])[] = [
  [
    /^(ServiceUnavailable|SessionExpired)$/,
    'STORE_UNREACHABLE',
    (address) => `Neo4j does not answer at ${address}; check that it runs and that the address and port are right.`,
  ],
  [
    /Security\.AuthenticationRateLimit$/,
    'STORE_UNAVAILABLE',
    (address) =>
      `Neo4j at ${address} refuses more sign-ins for now after wrong ones; wait a few seconds and try again.`,
  ],
  [
    /Security\.(Unauthorized|CredentialsExpired|TokenExpired)$/,
    'STORE_UNAVAILABLE',
    (address) => `Neo4j at ${address} refuses this user and password; check both settings.`,
  ],
  [
    /Security\.Forbidden$/,
    'STORE_UNAVAILABLE',
    (address) =>
      `Neo4j at ${address} does not allow this user what Clewline needs: reading, writing, and changing the schema.`,
  ],
  [
    /Database\.(DatabaseNotFound|DatabaseNotFound.*|GraphNotFound)$/,
    'STORE_UNAVAILABLE',
    (address, database) => `Neo4j at ${address} has no database “${database}”; name another, or create it.`,
  ],
  [
    /Database\.DatabaseUnavailable$|General\.DatabaseUnavailable$/,
    'STORE_UNREACHABLE',
    (address, database) => `The database “${database}” of Neo4j at ${address} is not running; start it and try again.`,
  ],
  [
    /Transaction\.(TransactionTimedOut|TransactionTimedOutClientConfiguration|TransactionTerminated|LockClientStopped)$/,
    'LIMIT_EXCEEDED',
    () => 'The question took Neo4j longer than its time limit and was stopped there too; ask for less.',
  ],
  [
    /MemoryPoolOutOfMemoryError$|OutOfMemoryError$/,
    'STORE_FULL',
    (address) =>
      `Neo4j at ${address} ran out of memory for this transaction; nothing of it was kept. Give it more memory.`,
  ],
  [
    /DatabaseError\.(General\.(DiskFull|StorageDamageDetected)|Transaction\.TransactionLogError|Transaction\.TransactionCommitFailed)/,
    'STORE_FULL',
    (address) =>
      `Neo4j at ${address} could not write to its disk; nothing of this batch was kept. Check its disk and log.`,
  ],
];

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Another process made it a moment ago: what IF NOT EXISTS does not foresee. */
export const isSchemaThere = (error: unknown): boolean =>
  /Schema\.(EquivalentSchemaRuleAlreadyExists|IndexAlreadyExists|ConstraintAlreadyExists)$/.test(codeOf(error) ?? '');

/** A key that must be new was there: somebody else's, or our own of an earlier try. */
export const isConstraintViolation = (error: unknown): boolean =>
  codeOf(error) === 'Neo.ClientError.Schema.ConstraintValidationFailed';

/** The transaction needs more memory than the server gives one: it would need it again. */
export const isOutOfMemory = (error: unknown): boolean =>
  /OutOfMemoryError$/.test(codeOf(error instanceof FailureError ? error.cause : error) ?? '');
