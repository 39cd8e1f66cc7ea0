/** Every parameter with the value it has in a set, its default, its bounds and its unit. */
import { BOUNDS_BY_PATH, settingsIn } from '../../detection/parameters.ts';
import type { ParameterSet } from '../../domain/parameter-set.ts';
import { parametersOf } from './parameters-in-force.ts';

export type ParameterValue = {
  /** `maxRingSize`, `typologies.BRUSHING.leastBuyers`. */
  readonly path: string;
  readonly value: number;
  readonly standard: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
};

export function describeParameters(set: ParameterSet): readonly ParameterValue[] {
  const parameters = parametersOf(set);
  const values = new Map(settingsIn(parameters.ok ? parameters.value : set.parameters));
  return [...BOUNDS_BY_PATH].map(([path, bounds]) => ({ path, value: Number(values.get(path)), ...bounds }));
}

/** Only those that are not as by default. */
export const changedFromStandard = (set: ParameterSet): readonly ParameterValue[] =>
  describeParameters(set).filter(({ value, standard }) => value !== standard);
