/**
 * Severity comes from the evidence; money only orders within it and may lift HIGH to CRITICAL. HIGH needs two
 * independent kinds, one of them neither explained by living, working or being managed together nor such as may be. What is explained
 * altogether, or rests on one soft identifier, stays LOW; one rare hard identifier, or lockstep, may carry MEDIUM.
 */
import { SEVERITIES, type Severity } from '../domain/ring.ts';
import type { Finding, Findings, IndependentKind } from './evidence/finding.ts';
import type { DetectionParameters } from './parameters.ts';
import { isToldThrough, type Score, scoreOf } from './score.ts';

/** `atStake`: money still stoppable, in typical orders of its currency. Null: not worth reporting. */
export function severityOf(score: Score, atStake: number, parameters: DetectionParameters): Severity | null {
  if (score.gravity < parameters.minScore) return null;
  const beyondOnePlace = score.unexplained.some((kind) => kind !== 'place');
  if (score.gravity < parameters.mediumScore || !beyondOnePlace) return 'LOW';
  if (score.kinds.length < 2) {
    return score.weighed.some(({ finding, explained }) => finding.enoughAlone === true && !explained)
      ? 'MEDIUM'
      : 'LOW';
  }
  if (score.gravity < parameters.highScore || score.firm.every((kind) => kind === 'place')) return 'MEDIUM';
  return atStake >= parameters.criticalExposure ? 'CRITICAL' : 'HIGH';
}

type Measures = {
  readonly atStake: number;
  readonly parameters: DetectionParameters;
  /** What the severity may be at the most: a pair is no ring. */
  readonly most?: (severity: Severity | null) => Severity | null;
};

/** What is told through a kind alone falls with it. */
const fallsWith = (finding: Finding, fallen: IndependentKind): boolean =>
  finding.kind === fallen || isToldThrough(finding, (kind) => kind === fallen);

/** The weakest single kind of evidence without which the ring would be less severe, as a sentence. */
export function wouldDrop(
  findings: Findings,
  size: number,
  score: Score,
  { atStake, parameters, most = (severity) => severity }: Measures,
): string | null {
  const severity = most(severityOf(score, atStake, parameters));
  if (severity === null) return null;
  const pointsOf = (kind: string): number =>
    score.weighed.filter(({ finding }) => finding.kind === kind).reduce((sum, { points }) => sum + points, 0);
  const weakestFirst = [...new Set(findings.for.map(({ kind }) => kind))].sort(
    (a, b) => pointsOf(a) - pointsOf(b) || (a < b ? -1 : 1),
  );
  for (const kind of weakestFirst) {
    const rest = scoreOf({ ...findings, for: findings.for.filter((finding) => !fallsWith(finding, kind)) }, size);
    const then = most(severityOf(rest, atStake, parameters));
    if (rank(then) >= rank(severity)) continue;
    const outcome = then === null ? 'not be reported' : `be ${then}`;
    // Severity goes by this, whatever is taken off for chance or added for the queue.
    return `Without the ${KIND_WORDS[kind] ?? kind} it would ${outcome}: its evidence would score ${rest.gravity.toFixed(0)} instead of ${score.gravity.toFixed(0)}.`;
  }
  return `No single kind of evidence carries ${severity}: at least two would have to fall.`;
}

const rank = (severity: Severity | null): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));

const KIND_WORDS: Readonly<Record<string, string>> = {
  place: 'shared devices and places',
  card: 'shared cards',
  payout: 'shared payout accounts',
  contact: 'shared contact details',
  identity: 'shared documents',
  registration: 'shared business registrations',
  logistics: 'shared logistics',
  content: 'shared images or texts',
  synchrony: 'synchrony',
  interaction: 'dealings inside the group',
  money: 'money flow',
  social: 'referrals and transfers between members',
  burst: 'burst of registrations',
  promotion: 'coupons',
  knownFraud: 'tie to known fraud',
};
