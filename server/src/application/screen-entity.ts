/**
 * Screening at the door: an entity, or one about to be created with its identifiers, against all that is known now.
 * Reads only; bounded whatever is asked.
 */
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Screening } from '../domain/screening.ts';
import type { SuppressionStore } from './ports/alert-store.ts';
import type { Clock } from './ports/clock.ts';
import { refusal } from './reader.ts';
import { readConclusions, type ScreeningQuestion, screenAgainst } from './screening/screen-against.ts';
import { isActor, isIdentifier } from './screening/tie-graph.ts';
import type { VerdictReader } from './verdicts/show-verdicts.ts';

export const MOST_IDENTIFIERS = 50;

export async function screenEntity(
  reader: VerdictReader & { readonly suppressions: SuppressionStore; readonly clock: Clock },
  question: ScreeningQuestion,
): Promise<Result<Screening, Failure>> {
  const refused = refusal(reader.principal, 'readGraph') ?? refusal(reader.principal, 'readRings') ?? check(question);
  if (refused) return fail(refused);
  const changeNumber = await reader.graph.changeNumber();
  return ok(await screenAgainst({ ...(await readConclusions(reader)), changeNumber }, question));
}

function check({ entity, identifiers }: ScreeningQuestion): Failure | null {
  if (!isActor(entity) && !isIdentifier(entity)) {
    return failure('INVALID_ARGUMENT', `Only accounts and identifiers can be screened; ${entity.kind} is neither.`);
  }
  const wrong = identifiers.find((ref) => !isIdentifier(ref));
  if (wrong) return failure('INVALID_ARGUMENT', `identifiers may not hold ${wrong.kind}: it identifies nobody.`);
  if (identifiers.length <= MOST_IDENTIFIERS) return null;
  return failure('LIMIT_EXCEEDED', `identifiers has ${identifiers.length} entries; the limit is ${MOST_IDENTIFIERS}.`);
}
