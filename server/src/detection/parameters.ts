/**
 * Every number a detection run can be told: its default, its bounds and its unit, in one table. A run stores the
 * whole set with its version, so that a result can be made again.
 */
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';

export const PARAMETERS_VERSION = 1;

type Bounds = { readonly standard: number; readonly min: number; readonly max: number; readonly unit: string };

export const PARAMETER_BOUNDS = {
  maxAccountsPerDevice: { standard: 20, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerPaymentInstrument: { standard: 10, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerPayoutAccount: { standard: 12, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerAddress: { standard: 20, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerIpAddress: { standard: 50, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerOtherIdentifier: { standard: 12, min: 2, max: 10_000, unit: 'accounts' },
  /** A cap is raised to this quantile of the shared identifiers of its kind, but at most threefold. */
  capQuantile: { standard: 0.999, min: 0.9, max: 1, unit: 'share' },
  /** Weight of a link halves with each span of this length before the newest time in the data; 0 = no decay. */
  recencyHalfLifeDays: { standard: 0, min: 0, max: 3650, unit: 'days' },
  falseDiscoveryRate: { standard: 0.01, min: 0.000_001, max: 0.5, unit: 'share' },
  minSynchronousTargets: { standard: 3, min: 2, max: 100, unit: 'targets' },
  maxAccountsPerMoment: { standard: 30, min: 2, max: 1000, unit: 'accounts' },
  resolutionCoarse: { standard: 0.02, min: 0.0001, max: 10, unit: 'weight per pair of accounts' },
  resolutionMiddle: { standard: 0.06, min: 0.0001, max: 10, unit: 'weight per pair of accounts' },
  resolutionFine: { standard: 0.2, min: 0.0001, max: 10, unit: 'weight per pair of accounts' },
  /** Two finds tied more densely than this are looked at as one. */
  resolutionJoin: { standard: 0.005, min: 0, max: 10, unit: 'weight per pair of accounts' },
  /** Components up to this size are candidates as they are. */
  smallComponent: { standard: 50, min: 3, max: 10_000, unit: 'accounts' },
  maxRingSize: { standard: 400, min: 3, max: 10_000, unit: 'accounts' },
  sameCandidateJaccard: { standard: 0.8, min: 0.1, max: 1, unit: 'Jaccard index' },
  cycleHours: { standard: 72, min: 1, max: 2000, unit: 'hours' },
  burstHours: { standard: 72, min: 1, max: 2000, unit: 'hours' },
  longTenureDays: { standard: 365, min: 1, max: 3650, unit: 'days' },
  householdSize: { standard: 6, min: 2, max: 30, unit: 'accounts' },
  minScore: { standard: 20, min: 0, max: 100, unit: 'points' },
  mediumScore: { standard: 24, min: 0, max: 100, unit: 'points' },
  highScore: { standard: 36, min: 0, max: 100, unit: 'points' },
  /** Money still stoppable, in the currency's own units, that lifts HIGH to CRITICAL. */
  criticalExposure: { standard: 10_000, min: 0, max: 1_000_000_000_000, unit: 'currency units' },
} as const satisfies Record<string, Bounds>;

export type ParameterName = keyof typeof PARAMETER_BOUNDS;
export const PARAMETER_NAMES = Object.keys(PARAMETER_BOUNDS) as readonly ParameterName[];
export const resolutionsOf = (parameters: DetectionParameters): readonly number[] => [
  parameters.resolutionCoarse,
  parameters.resolutionMiddle,
  parameters.resolutionFine,
];

export type DetectionParameters = Readonly<Record<ParameterName, number>> & { readonly version: number };

export const DEFAULT_PARAMETERS: DetectionParameters = toParameters((name) => PARAMETER_BOUNDS[name].standard);

function toParameters(value: (name: ParameterName) => number): DetectionParameters {
  const entries = PARAMETER_NAMES.map((name) => [name, value(name)]);
  return { version: PARAMETERS_VERSION, ...Object.fromEntries(entries) } as DetectionParameters;
}

/** Reads an object of settings; what is absent keeps its default. All mistakes are named at once. */
export function parseParameters(input: unknown): Result<DetectionParameters, Failure> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return fail(failure('INVALID_ARGUMENT', 'Parameters must be an object of names and numbers.'));
  }
  const given = new Map(Object.entries(input));
  const mistakes = [...given].flatMap(([name, value]) => parameterMistake(name, value));
  if (mistakes.length > 0) return fail(failure('INVALID_ARGUMENT', mistakes.join(' ')));
  return ok(toParameters((name) => Number(given.get(name) ?? PARAMETER_BOUNDS[name].standard)));
}

function parameterMistake(name: string, value: unknown): string[] {
  if (name === 'version') {
    return value === PARAMETERS_VERSION ? [] : [`version must be ${PARAMETERS_VERSION}, not ${String(value)}.`];
  }
  const bounds = (PARAMETER_BOUNDS as Readonly<Record<string, Bounds>>)[name];
  if (!bounds || !Object.hasOwn(PARAMETER_BOUNDS, name)) {
    return [`Unknown parameter ${JSON.stringify(name.slice(0, 64))}; known: ${PARAMETER_NAMES.join(', ')}.`];
  }
  if (typeof value === 'number' && value >= bounds.min && value <= bounds.max) return [];
  return [`${name} must be a number from ${bounds.min} to ${bounds.max} (${bounds.unit}).`];
}
