/** Turns what the driver reports into an expected failure with a sentence. No sentence tells a user or a password. */
import { type Failure, FailureError, failure } from '../../domain/failure.ts';
import { LOST, SENTENCES } from './neo4j-sentences.ts';

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
  const trouble = { code, text: textOf(error), address: addressOf(place.url), database: place.database };
  const sentence = SENTENCES.find(({ fits }) => fits(trouble));
  return sentence ? failure(sentence.code, sentence.say(trouble)) : null;
}

/** What to throw on: the expected failure with its cause, or the error as it is. */
export function explainError(error: unknown, place: Place): unknown {
  const known = toNeo4jFailure(error, place);
  return known && !(error instanceof FailureError) ? new FailureError(known, { cause: error }) : error;
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Of a server that is one of several the driver tells what happened to it as the cause. */
const textOf = (error: unknown): string =>
  error instanceof Error ? [error.message, textOf(error.cause)].filter((text) => text !== '').join('\n') : '';

/** Of what the driver said, also once it is explained. */
const driverCodeOf = (error: unknown): string => codeOf(error instanceof FailureError ? error.cause : error) ?? '';

/** Another process made it a moment ago: what IF NOT EXISTS does not foresee. */
export const isSchemaThere = (error: unknown): boolean =>
  /Schema\.(EquivalentSchemaRuleAlreadyExists|IndexAlreadyExists|ConstraintAlreadyExists)$/.test(driverCodeOf(error));

/** A key that must be new was there: somebody else's, or our own of an earlier try. */
export const isConstraintViolation = (error: unknown): boolean =>
  driverCodeOf(error) === 'Neo.ClientError.Schema.ConstraintValidationFailed';

/** Nobody answered, whatever was asked. */
export const isLost = (error: unknown): boolean => LOST.test(driverCodeOf(error));

/** The transaction needs more memory than the server gives one: it would need it again. */
export const isOutOfMemory = (error: unknown): boolean => /OutOfMemoryError$/.test(driverCodeOf(error));
