/**
 * `pnpm bench stability [scenario[:markets[:draws]]…]`: one link in a hundred leads elsewhere; how many of the rings no
 * changed link touches keep members and id, over so many generated markets and draws of changes, and why the others do
 * not; how many a run that knows nothing of the one before would keep; and how well either finds what was planted.
 * Default `demo:4:3 medium:3:2 hard:3:2`. Goal: 98 %.
 */
import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import { evaluateRings } from '../../server/src/application/evaluation/evaluate-rings.ts';
import { SEVERITY_FLOORS } from '../../server/src/application/evaluation/found-ring.ts';
import { poolMarkets } from '../../server/src/application/evaluation/pool-markets.ts';
import { proportionInterval } from '../../server/src/application/evaluation/proportion-interval.ts';
import { CAUSES, type Change, changesOf, type LostRing, type Way } from '../support/untouched-rings.ts';

const SHARE = 0.01;
const percent = (rate: number | null): string => (rate === null ? '–' : `${(100 * rate).toFixed(1)} %`);

type Both = Readonly<Record<Way, readonly Change[]>>;

export async function run(args: readonly string[]): Promise<void> {
  const all: Both[] = [];
  for (const wanted of args.length > 0 ? args : ['demo:4:3', 'medium:3:2', 'hard:3:2']) {
    const changes = { knowing: await changesIn(wanted, 'knowing'), alone: await changesIn(wanted, 'alone') };
    report(wanted, changes);
    all.push(changes);
  }
  report('all', { knowing: all.flatMap(({ knowing }) => knowing), alone: all.flatMap(({ alone }) => alone) });
}

async function changesIn(wanted: string, way: Way): Promise<readonly Change[]> {
  const [name = '', markets = '1', draws = '1'] = wanted.split(':');
  const scenario = scenarioByName(name);
  if (scenario === null) throw new Error(`no scenario ${name}`);
  const all: Change[] = [];
  for (let market = 0; market < Number(markets); market++) {
    // Named as `clewline evaluate --seeds` names them.
    const seed = market === 0 ? scenario.seed : `${scenario.seed}-${market + 1}`;
    const numbers = Array.from({ length: Number(draws) }, (_, draw) => draw + 1);
    const changes = await changesOf(generateMarketplace({ ...scenario, seed }), { share: SHARE, draws: numbers, way });
    changes.forEach(({ lost }, i) => {
      for (const one of lost) console.log(`  ${way}: ${seed}, draw ${i + 1}: ${told(one)}`);
    });
    all.push(...changes);
  }
  return all;
}

function told({ before, after, cause }: LostRing): string {
  const typology = before.typologies[0]?.code ?? 'no typology';
  const later = after === null ? 'no longer found' : `now ${after.size} members at ${after.severity}`;
  return `${before.severity} ${typology} of ${before.size} (score ${before.score}): ${later}; ${cause()}`;
}

function report(name: string, { knowing, alone }: Both): void {
  const lost = knowing.flatMap((change) => change.lost);
  console.log(`${name}: ${kept(knowing)} of untouched rings kept`);
  for (const [cause, words] of Object.entries(CAUSES)) {
    console.log(`  ${lost.filter((each) => each.cause() === cause).length} lost by ${cause}: ${words}`);
  }
  console.log(`  without knowing of the run before: ${kept(alone)}`);
  reportQuality('knowing', knowing);
  reportQuality('alone', alone);
}

function kept(changes: readonly Change[]): string {
  const untouched = changes.reduce((sum, change) => sum + change.untouched, 0);
  const lost = changes.flatMap((change) => change.lost).length;
  const rate = percent((untouched - lost) / untouched);
  const interval = proportionInterval(untouched - lost, untouched);
  const between = interval ? ` (95 %: ${percent(interval.low)} to ${percent(interval.high)})` : '';
  return `${untouched - lost} of ${untouched}, ${rate}${between}`;
}

/** Of the changed marketplaces, all as one. */
function reportQuality(name: string, changes: readonly Change[]): void {
  const { found, truth } = poolMarkets(changes.map((change) => change.found));
  const { rings } = evaluateRings(found, truth);
  for (const floor of SEVERITY_FLOORS) {
    const { recall, precision, f1, members, fragmented, overMerged } = rings[floor];
    const marks = `recall ${percent(recall)}, precision ${percent(precision)}, F1 ${percent(f1)}`;
    const rest = `member F1 ${percent(members.f1)}, ${fragmented} fragmented, ${overMerged} over-merged`;
    console.log(`  ${name}, ${floor}: ${marks}, ${rest}`);
  }
}
