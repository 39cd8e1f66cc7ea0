/**
 * Every number a detection run can be told: its default, its bounds and its unit. Those of the pipeline stand here in
 * one table; the thresholds of a typology stand in its own file, and are settings as well: `typologies.CODE.name`. A run
 * stores the whole set with its version, so that a result can be made again.
 */
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { TYPOLOGY_CODES, type TypologyCode } from '../domain/ring.ts';
import type { Bounds } from './bounds.ts';
import { TYPOLOGIES } from './typologies/catalogue.ts';

export const PARAMETERS_VERSION = 1;

export const PARAMETER_BOUNDS = {
  maxAccountsPerDevice: { standard: 20, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerPaymentInstrument: { standard: 10, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerPayoutAccount: { standard: 12, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerAddress: { standard: 20, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerIpAddress: { standard: 50, min: 2, max: 10_000, unit: 'accounts' },
  maxAccountsPerOtherIdentifier: { standard: 12, min: 2, max: 10_000, unit: 'accounts' },
  /** A cap is raised to this quantile of the shared identifiers of its kind … */
  capQuantile: { standard: 0.999, min: 0.9, max: 1, unit: 'share' },
  /** … but at most so many fold. */
  maxCapRaise: { standard: 3, min: 1, max: 100, unit: 'times' },
  /** Weight of a link halves with each span of this length before the newest time in the data; 0 = no decay. */
  recencyHalfLifeDays: { standard: 0, min: 0, max: 3650, unit: 'days' },
  falseDiscoveryRate: { standard: 0.01, min: 0.000_001, max: 0.5, unit: 'share' },
  minSynchronousTargets: { standard: 3, min: 2, max: 100, unit: 'targets' },
  /** Members in step at so many other targets, each at another time, may be MEDIUM with nothing else beside it. */
  lockstepMeetings: { standard: 6, min: 3, max: 1000, unit: 'meetings' },
  /** More at one moment are a crowd, which counts where most of it come back at other targets. */
  maxAccountsPerMoment: { standard: 30, min: 2, max: 1000, unit: 'accounts' },
  /** How far apart two acts of a kind may be and still be one coordinated act. */
  synchronyHoursEngagement: { standard: 2, min: 1, max: 336, unit: 'hours' },
  synchronyHoursRedemption: { standard: 6, min: 1, max: 336, unit: 'hours' },
  synchronyHoursOrder: { standard: 8, min: 1, max: 336, unit: 'hours' },
  synchronyHoursTransfer: { standard: 8, min: 1, max: 336, unit: 'hours' },
  synchronyHoursGift: { standard: 8, min: 1, max: 336, unit: 'hours' },
  synchronyHoursRefund: { standard: 24, min: 1, max: 336, unit: 'hours' },
  synchronyHoursClaim: { standard: 24, min: 1, max: 336, unit: 'hours' },
  synchronyHoursReturn: { standard: 24, min: 1, max: 336, unit: 'hours' },
  synchronyHoursComplaint: { standard: 24, min: 1, max: 336, unit: 'hours' },
  synchronyHoursReview: { standard: 36, min: 1, max: 336, unit: 'hours' },
  resolutionCoarse: { standard: 0.02, min: 0.0001, max: 10, unit: 'weight per pair of accounts' },
  resolutionMiddle: { standard: 0.06, min: 0.0001, max: 10, unit: 'weight per pair of accounts' },
  resolutionFine: { standard: 0.2, min: 0.0001, max: 10, unit: 'weight per pair of accounts' },
  /** Two finds tied more densely than this are looked at as one. */
  resolutionJoin: { standard: 0.005, min: 0, max: 10, unit: 'weight per pair of accounts' },
  /** Components up to this size are candidates as they are. */
  smallComponent: { standard: 50, min: 3, max: 10_000, unit: 'accounts' },
  /** Groups larger than this must hang together by triangles of ties, not by pairs in a row. */
  largeGroup: { standard: 25, min: 3, max: 10_000, unit: 'accounts' },
  maxRingSize: { standard: 400, min: 3, max: 10_000, unit: 'accounts' },
  sameCandidateJaccard: { standard: 0.8, min: 0.1, max: 1, unit: 'Jaccard index' },
  cycleHours: { standard: 72, min: 1, max: 2000, unit: 'hours' },
  burstHours: { standard: 72, min: 1, max: 2000, unit: 'hours' },
  /** Refunds, refusals, complaints count as unusual from so many times the rate elsewhere … */
  unusualRateFactor: { standard: 2.5, min: 1, max: 100, unit: 'times the usual rate' },
  /** … and only where chance alone would give as much this seldom; likewise bursts and the rotation of cards. */
  evidenceChance: { standard: 0.0001, min: 0.000_000_001, max: 0.1, unit: 'probability' },
  /** Accounts this old, so many of them, first seen on one identifier within such a span, were taken over. */
  takeoverAccounts: { standard: 4, min: 2, max: 1000, unit: 'accounts' },
  takeoverAgeDays: { standard: 30, min: 1, max: 3650, unit: 'days' },
  takeoverSpanDays: { standard: 7, min: 1, max: 90, unit: 'days' },
  longTenureDays: { standard: 365, min: 1, max: 3650, unit: 'days' },
  householdSize: { standard: 6, min: 2, max: 30, unit: 'accounts' },
  /** A typology that fits worse than this is not named. */
  minTypologyFit: { standard: 0.35, min: 0, max: 1, unit: 'fit' },
  minScore: { standard: 20, min: 0, max: 100, unit: 'points' },
  mediumScore: { standard: 24, min: 0, max: 100, unit: 'points' },
  highScore: { standard: 36, min: 0, max: 100, unit: 'points' },
  /** Money still stoppable that lifts HIGH to CRITICAL: a rupiah and a pound are compared by what an order costs. */
  criticalExposure: { standard: 250, min: 0, max: 1_000_000_000, unit: 'typical orders of the currency' },
} as const satisfies Record<string, Bounds>;

export type ParameterName = keyof typeof PARAMETER_BOUNDS;
export const PARAMETER_NAMES = Object.keys(PARAMETER_BOUNDS) as readonly ParameterName[];

/** Each must not exceed the one after it. */
const ASCENDING: readonly (readonly ParameterName[])[] = [
  ['minScore', 'mediumScore', 'highScore'],
  ['resolutionCoarse', 'resolutionMiddle', 'resolutionFine'],
];

/** The thresholds of each typology, by their names. */
export type TypologyLimits = Readonly<Record<TypologyCode, Readonly<Record<string, number>>>>;
export type DetectionParameters = Readonly<Record<ParameterName, number>> & {
  readonly version: number;
  readonly typologies: TypologyLimits;
};

export const resolutionsOf = (parameters: DetectionParameters): readonly number[] => [
  parameters.resolutionCoarse,
  parameters.resolutionMiddle,
  parameters.resolutionFine,
];

/** Every setting by its path: `maxRingSize`, `typologies.BRUSHING.leastBuyers`. */
export const BOUNDS_BY_PATH: ReadonlyMap<string, Bounds> = new Map<string, Bounds>([
  ...Object.entries(PARAMETER_BOUNDS),
  ...TYPOLOGIES.flatMap(({ code, thresholds }) =>
    Object.entries(thresholds).map(([name, bounds]) => [limitPath(code, name), bounds] as const),
  ),
]);

function limitPath(code: string, name: string): string {
  return `typologies.${code}.${name}`;
}

export const DEFAULT_PARAMETERS: DetectionParameters = toParameters(new Map());

function toParameters(given: ReadonlyMap<string, unknown>): DetectionParameters {
  const valueAt = (path: string): number => Number(given.get(path) ?? BOUNDS_BY_PATH.get(path)?.standard);
  const limits = TYPOLOGIES.map(({ code, thresholds }) => [
    code,
    Object.fromEntries(Object.keys(thresholds).map((name) => [name, valueAt(limitPath(code, name))])),
  ]);
  return {
    version: PARAMETERS_VERSION,
    ...Object.fromEntries(PARAMETER_NAMES.map((name) => [name, valueAt(name)])),
    typologies: Object.fromEntries(limits),
  } as DetectionParameters;
}

/**
 * Reads an object of settings, `{maxRingSize: 50, typologies: {BRUSHING: {leastBuyers: 4}}}`; what is absent keeps its
 * default. All mistakes are named at once, each by its path with what is allowed there.
 */
export function parseParameters(input: unknown): Result<DetectionParameters, Failure> {
  if (!isGroup(input)) {
    return fail(failure('INVALID_ARGUMENT', 'Parameters must be an object of names and numbers.'));
  }
  const given = settingsIn(input);
  const mistakes = given.flatMap(([path, value]) => settingMistake(path, value));
  if (mistakes.length > 0) return fail(failure('INVALID_ARGUMENT', mistakes.join(' ')));
  const parameters = toParameters(new Map(given));
  const disorder = ASCENDING.flatMap((names) => orderMistake(parameters, names));
  return disorder.length > 0 ? fail(failure('INVALID_ARGUMENT', disorder.join(' '))) : ok(parameters);
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each setting of an object of objects with its path; only the groups that there are are looked into. */
export function settingsIn(input: Settings, under = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(input).flatMap(([name, value]) => {
    const path = `${under}${name}`;
    const isKnownGroup = path === 'typologies' || isTypology(path);
    return isKnownGroup && isGroup(value) ? settingsIn(value, `${path}.`) : [[path, value] as const];
  });
}

type Settings = Readonly<Record<string, unknown>>;

/** Paths of the settings in which the two differ. */
export function differentSettings(a: Settings, b: Settings): readonly string[] {
  const [before, after] = [new Map(settingsIn(a)), new Map(settingsIn(b))];
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
}

const isTypology = (path: string): boolean => TYPOLOGY_CODES.some((code) => path === `typologies.${code}`);

function settingMistake(path: string, value: unknown): string[] {
  if (path === 'version') {
    return value === PARAMETERS_VERSION ? [] : [`version must be ${PARAMETERS_VERSION}, not ${String(value)}.`];
  }
  const bounds = BOUNDS_BY_PATH.get(path);
  if (!bounds)
    return [`Unknown parameter ${JSON.stringify(path.slice(0, 64))}; known: ${knownBeside(path).join(', ')}.`];
  if (typeof value === 'number' && value >= bounds.min && value <= bounds.max) return [];
  return [`${path} must be a number from ${bounds.min} to ${bounds.max} (${bounds.unit}).`];
}

/** The names that may stand where this one does. */
function knownBeside(path: string): readonly string[] {
  const group = path.slice(0, path.lastIndexOf('.') + 1);
  if (group === 'typologies.') return TYPOLOGY_CODES;
  const known = [...BOUNDS_BY_PATH.keys()].filter((other) => isTypology(group.slice(0, -1)) && other.startsWith(group));
  return known.length > 0 ? known.map((other) => other.slice(group.length)) : [...PARAMETER_NAMES, 'typologies'];
}

function orderMistake(parameters: DetectionParameters, names: readonly ParameterName[]): string[] {
  return names.slice(1).flatMap((name, i) => {
    const before = names[i] ?? name;
    if (parameters[before] <= parameters[name]) return [];
    return [`${name} (${parameters[name]}) must not be below ${before} (${parameters[before]}).`];
  });
}
