/** Sets of parameters: saved, put in force, and taken back. Each leaves who, when and why. */
import { parseParameters } from '../../detection/parameters.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import type { ParameterSet } from '../../domain/parameter-set.ts';
import type { Principal } from '../../domain/principal.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Setting } from '../../domain/setting.ts';
import type { Clock } from '../ports/clock.ts';
import { refusal } from '../reader.ts';
import { currentTime } from '../record-event.ts';
import {
  allSets,
  findSet,
  hashOf,
  type InForce,
  type ParameterReading,
  parametersInForce,
  parametersOf,
  STANDARD,
  standardSet,
} from './parameters-in-force.ts';

export type ParameterDependencies = ParameterReading & { readonly clock: Clock };
type Reason = { readonly why: string };
export type NewParameterSet = Reason & { readonly name: string; readonly parameters: unknown };
export type ParameterList = {
  readonly sets: readonly ParameterSet[];
  readonly inForce: InForce;
  /** Oldest first. */
  readonly activations: readonly Setting<'activeParameters'>[];
};

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
const MOST_SETS = 1000;
const MOST_LETTERS = 500;

export async function listParameterSets(
  deps: ParameterReading,
  principal: Principal,
): Promise<Result<ParameterList, Failure>> {
  const refused = refusal(principal, 'readRings');
  if (refused) return fail(refused);
  const inForce = await parametersInForce(deps);
  if (!inForce.ok) return inForce;
  const [sets, activations] = [await allSets(deps), await deps.settings.history('activeParameters')];
  return ok({ sets, inForce: inForce.value, activations });
}

/** Keeps a set, complete with the defaults for what it leaves out. It is not in force yet. */
export async function addParameterSet(
  deps: ParameterDependencies,
  principal: Principal,
  { name, parameters, why }: NewParameterSet,
): Promise<Result<ParameterSet, Failure>> {
  const refused = refusal(principal, 'manageParameters') ?? objectionTo({ name, why });
  if (refused) return fail(refused);
  const read = parseParameters(parameters);
  if (!read.ok) return read;
  const hash = hashOf(read.value, deps.randomness);
  const [sets, at] = [await allSets(deps), currentTime(deps.clock)];
  const same = sets.find((set) => set.name === name || set.hash === hash);
  if (same) return fail(takenBy(same, name));
  if (sets.length > MOST_SETS) return fail(failure('LIMIT_EXCEEDED', `There are ${MOST_SETS} sets already.`));
  const id = `par_${hash.slice(0, 16)}`;
  const set: ParameterSet = { id, name, hash, parameters: read.value, why, by: principal.name, at };
  const event = { type: 'parametersSaved', at, principal: principal.id, subject: id, details: { name, hash, why } };
  if (await deps.parameterSets.add(set, event)) return ok(set);
  return fail(failure('INVALID_ARGUMENT', `Somebody has just saved these parameters, or others as ${name}.`));
}

const takenBy = (set: ParameterSet, name: string): Failure =>
  failure(
    'INVALID_ARGUMENT',
    set.name === name
      ? `There is a set ${JSON.stringify(name)} already: sets are never changed, choose another name.`
      : `The set ${JSON.stringify(set.name)} has exactly these parameters.`,
  );

function objectionTo({ name, why }: Reason & { readonly name: string }): Failure | null {
  if (!NAME.test(name)) {
    return failure('INVALID_ARGUMENT', 'name must be 1 to 64 letters, digits, spaces, dots, dashes or underscores.');
  }
  return objectionToReason(why);
}

const objectionToReason = (why: string): Failure | null =>
  why.trim() === '' || why.length > MOST_LETTERS
    ? failure('INVALID_ARGUMENT', `why must say in 1 to ${MOST_LETTERS} letters what this is for.`)
    : null;

/** From the next run on, this set publishes. */
export async function activateParameters(
  deps: ParameterDependencies,
  principal: Principal,
  { name, why }: Reason & { readonly name: string },
): Promise<Result<InForce, Failure>> {
  const refused = refusal(principal, 'manageParameters') ?? objectionToReason(why);
  if (refused) return fail(refused);
  const [set, before] = [await findSet(deps, name), await deps.settings.current('activeParameters')];
  if (!set.ok) return set;
  if (set.value.id === (before?.value ?? standardSet(deps.randomness).id)) {
    return fail(failure('INVALID_ARGUMENT', `The parameters ${JSON.stringify(set.value.name)} are in force already.`));
  }
  return putInForce(deps, principal, { set: set.value, why });
}

/** Puts the set in force again that was in force before the last change. */
export async function revertParameters(
  deps: ParameterDependencies,
  principal: Principal,
  { why }: Reason,
): Promise<Result<InForce, Failure>> {
  const refused = refusal(principal, 'manageParameters') ?? objectionToReason(why);
  if (refused) return fail(refused);
  const activations = await deps.settings.history('activeParameters');
  if (activations.length === 0) {
    return fail(failure('INVALID_ARGUMENT', 'Nothing to take back: the parameters in force were never changed.'));
  }
  const set = await findSet(deps, activations.at(-2)?.value ?? STANDARD);
  return set.ok ? putInForce(deps, principal, { set: set.value, why }) : set;
}

type Change = Reason & { readonly set: ParameterSet };

async function putInForce(
  { settings, clock }: ParameterDependencies,
  principal: Principal,
  { set, why }: Change,
): Promise<Result<InForce, Failure>> {
  const parameters = parametersOf(set);
  if (!parameters.ok) return parameters;
  const at = currentTime(clock);
  const details = { name: set.name, hash: set.hash, why };
  const event = { type: 'parametersActivated', at, principal: principal.id, subject: set.id, details };
  const setting = { name: 'activeParameters', value: set.id, why, by: principal.name, at } as const;
  return ok({ set, parameters: parameters.value, number: await settings.set(setting, event) });
}
