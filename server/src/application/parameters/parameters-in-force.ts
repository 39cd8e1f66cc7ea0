/**
 * The sets of parameters there are and the one in force. Where nobody has put any in force, or the defaults again, the
 * defaults of this version are: a set like any other, which nobody saved.
 */
import { DEFAULT_PARAMETERS, type DetectionParameters, parseParameters } from '../../detection/parameters.ts';
import { type Failure, failure } from '../../domain/failure.ts';
import type { ParameterSet } from '../../domain/parameter-set.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Randomness } from '../ports/clock.ts';
import type { ParameterSetStore, SettingStore } from '../ports/setting-store.ts';

export type ParameterReading = {
  readonly settings: SettingStore;
  readonly parameterSets: ParameterSetStore;
  readonly randomness: Randomness;
};
export type InForce = {
  readonly set: ParameterSet;
  readonly parameters: DetectionParameters;
  /** Of the setting that put them in force; 0 where nobody did. */
  readonly number: number;
};

export const STANDARD = 'standard';

export const hashOf = (parameters: unknown, { sha256 }: Randomness): string => sha256(canonicalJson(parameters));

export const standardSet = (randomness: Randomness): ParameterSet => ({
  id: `par_${STANDARD}`,
  name: STANDARD,
  hash: hashOf(DEFAULT_PARAMETERS, randomness),
  parameters: DEFAULT_PARAMETERS,
  why: 'The defaults of this version.',
  by: null,
  at: null,
});

/** The defaults first, then the saved ones, oldest first. */
export const allSets = async ({ parameterSets, randomness }: ParameterReading): Promise<readonly ParameterSet[]> => [
  standardSet(randomness),
  ...(await parameterSets.sets()),
];

/** By its name or its id. */
export async function findSet(reading: ParameterReading, name: string): Promise<Result<ParameterSet, Failure>> {
  const sets = await allSets(reading);
  const found = sets.find((set) => set.name === name || set.id === name);
  if (found) return ok(found);
  const known = sets.map((set) => set.name).join(', ');
  return fail(failure('NOT_FOUND', `There is no set of parameters ${JSON.stringify(name)}; there are: ${known}.`));
}

export async function parametersInForce(reading: ParameterReading): Promise<Result<InForce, Failure>> {
  const setting = await reading.settings.current('activeParameters');
  const set = await findSet(reading, setting?.value ?? STANDARD);
  if (!set.ok) return set;
  const parameters = parametersOf(set.value);
  return parameters.ok
    ? ok({ set: set.value, parameters: parameters.value, number: setting?.number ?? 0 })
    : parameters;
}

/** Complete also where the set was saved before a parameter was added; refused where this version allows less. */
export function parametersOf({ name, parameters }: ParameterSet): Result<DetectionParameters, Failure> {
  const read = parseParameters(parameters);
  if (read.ok) return read;
  const message = `The parameters ${JSON.stringify(name)} cannot be used by this version: ${read.failure.message}`;
  return fail(failure('INVALID_ARGUMENT', message));
}
