/** What `clewline evaluate` marks against, from its arguments: a scenario, truth files, or a table of labels. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Camouflage, generateMarketplace, SCENARIOS, scenarioByName, scenarioOfSize } from '@clewline/seed';
import type { EvaluationRequest } from '../application/evaluate-detection.ts';
import { curvePoints } from '../application/evaluation/curve-points.ts';
import { parseLabelTable } from '../application/evaluation/label-table.ts';
import { parseTruth } from '../application/evaluation/planted-truth.ts';
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Runtime } from './runtime.ts';

export type EvaluateOptions = {
  readonly truth?: string;
  readonly labels?: string;
  readonly idColumn: string;
  readonly labelColumn: string;
  readonly seedLabels?: string;
  readonly splits?: number;
  readonly seed?: string;
  readonly seeds?: number;
  readonly camouflage?: string;
  readonly curves?: true;
  readonly baselines?: boolean;
  readonly json?: true;
};

/** The scenario detection figures are quoted on. */
const DEFAULT_SCENARIO = 'medium';
const DEFAULT_SPLITS = 20;
const SEEDS_A_POINT = 3;

export async function readEvaluationRequest(
  runtime: Runtime,
  scenario: string | undefined,
  options: EvaluateOptions,
): Promise<Result<EvaluationRequest, Failure>> {
  const chosen = [scenario, options.truth, options.labels].filter((choice) => choice !== undefined);
  if (chosen.length > 1) {
    return fail(failure('INVALID_ARGUMENT', 'Give one of a scenario, --truth or --labels: each is marked on its own.'));
  }
  if (options.seedLabels !== undefined && (options.seedLabels !== 'half' || options.labels === undefined)) {
    return fail(failure('INVALID_ARGUMENT', '--seed-labels takes the word half, and --labels beside it.'));
  }
  if (options.splits !== undefined && options.seedLabels === undefined) {
    return fail(
      failure('INVALID_ARGUMENT', '--splits says how many random halves: give --seed-labels half beside it.'),
    );
  }
  if (options.curves && (options.truth ?? options.labels ?? options.camouflage) !== undefined) {
    return fail(
      failure('INVALID_ARGUMENT', '--curves sweeps every knob of a scenario: no --camouflage, --truth or --labels.'),
    );
  }
  if (options.truth !== undefined) return readTruth(runtime, options.truth, options);
  if (options.labels !== undefined) return readLabels(options.labels, options);
  return chooseScenario(scenario ?? DEFAULT_SCENARIO, options);
}

function chooseScenario(name: string, options: EvaluateOptions): Result<EvaluationRequest, Failure> {
  const size = /^links-([1-9]\d{3,7})$/.exec(name)?.[1];
  const scenario = size === undefined ? scenarioByName(name) : scenarioOfSize(Number(size));
  if (scenario === null) {
    const names = SCENARIOS.map((each) => each.name).join(', ');
    return fail(failure('INVALID_ARGUMENT', `There is no scenario ${name}. Choose ${names}, or links-NUMBER.`));
  }
  const camouflage = parseCamouflage(options.camouflage ?? '', scenario.camouflage);
  if (!camouflage.ok) return camouflage;
  const { baselines } = options;
  const first = options.seed ?? scenario.seed;
  const count = options.seeds ?? (options.curves ? SEEDS_A_POINT : 1);
  const seeds = Array.from({ length: count }, (_, i) => (i === 0 ? first : `${first}-${i + 1}`));
  const generate = (knobs: Camouflage) =>
    seeds.map((seed) => generateMarketplace({ ...scenario, seed, camouflage: knobs }));
  if (!options.curves) return ok({ against: 'scenario', marketplaces: generate(camouflage.value), baselines });
  const points = curvePoints(scenario.camouflage).map((point) => ({
    ...point,
    marketplaces: generate(point.camouflage),
  }));
  return ok({ against: 'curves', points, baselines });
}

const LIMITS: Readonly<Record<keyof Camouflage, number>> = {
  decoys: 20,
  rotation: 1,
  jitterMinutes: 100_000,
  density: 1,
  hijacked: 1,
};
const isKnob = (name: string): name is keyof Camouflage => name in LIMITS;

/** `decoys=4,rotation=0.6`: what is not named stays as the scenario has it. */
function parseCamouflage(text: string, usual: Camouflage): Result<Camouflage, Failure> {
  const knobs: { -readonly [Knob in keyof Camouflage]: number } = { ...usual };
  const given = new Set<string>();
  for (const part of text.split(',').filter((each) => each !== '')) {
    const [name = '', value = ''] = part.split('=');
    const amount = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    const fits = isKnob(name) && amount >= 0 && amount <= LIMITS[name] && !given.has(name);
    if (!fits) {
      const known = Object.entries(LIMITS).map(([knob, most]) => `${knob} 0 to ${most}`);
      return fail(
        failure(
          'INVALID_ARGUMENT',
          `--camouflage: ${part} is no knob with its value, or given twice (${known.join(', ')}).`,
        ),
      );
    }
    given.add(name);
    knobs[name] = amount;
  }
  return ok(knobs);
}

/** A folder written by the generator, or the `truth` folder in it. */
async function readTruth(
  runtime: Runtime,
  folder: string,
  { baselines }: EvaluateOptions,
): Promise<Result<EvaluationRequest, Failure>> {
  const within = await runtime.readTextFile(join(folder, 'truth', 'rings.ndjson'));
  const place = within.ok ? join(folder, 'truth') : folder;
  const rings = within.ok ? within : await runtime.readTextFile(join(place, 'rings.ndjson'));
  if (!rings.ok) return rings;
  const innocents = await runtime.readTextFile(join(place, 'innocents.ndjson'));
  if (!innocents.ok) return innocents;
  const truth = parseTruth({ rings: rings.value, innocents: innocents.value });
  return truth.ok ? ok({ against: 'truth', truth: truth.value, baselines }) : truth;
}

async function readLabels(path: string, options: EvaluateOptions): Promise<Result<EvaluationRequest, Failure>> {
  const text = await readMaybeZipped(path);
  if (!text.ok) return text;
  const labels = parseLabelTable(text.value, { id: options.idColumn, label: options.labelColumn });
  if (!labels.ok) return labels;
  if (options.seedLabels === undefined) return ok({ against: 'labels', labels: labels.value });
  return ok({ against: 'half the labels', labels: labels.value, splits: options.splits ?? DEFAULT_SPLITS });
}

async function readMaybeZipped(path: string): Promise<Result<string, Failure>> {
  try {
    const bytes = await readFile(path);
    return ok((path.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(failure('FILE_UNREADABLE', `Cannot read the label file ${path}: ${reason}`));
  }
}
