/**
 * `pnpm bench stability [scenario[:markets[:draws]]…]`: one link in a hundred leads elsewhere; how many of the rings no
 * changed link touches keep members and id, over so many generated markets and draws of changes, and why the others do
 * not. Default `demo:4:3 medium:3:2 hard:3:2`. Goal: 98 %.
 */
import { generateMarketplace, scenarioByName } from '../../seed/src/main.ts';
import { proportionInterval } from '../../server/src/application/evaluation/proportion-interval.ts';
import { CAUSES, type Change, createTrial, type LostRing } from '../support/untouched-rings.ts';

const SHARE = 0.01;
const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;

export async function run(args: readonly string[]): Promise<void> {
  const all: Change[] = [];
  for (const wanted of args.length > 0 ? args : ['demo:4:3', 'medium:3:2', 'hard:3:2']) {
    const changes = changesOf(wanted);
    report(wanted, changes);
    all.push(...changes);
  }
  report('all', all);
}

function changesOf(wanted: string): readonly Change[] {
  const [name = '', markets = '1', draws = '1'] = wanted.split(':');
  const scenario = scenarioByName(name);
  if (scenario === null) throw new Error(`no scenario ${name}`);
  return Array.from({ length: Number(markets) }, (_, market) => {
    // Named as `clewline evaluate --seeds` names them.
    const seed = market === 0 ? scenario.seed : `${scenario.seed}-${market + 1}`;
    const change = createTrial([...generateMarketplace({ ...scenario, seed }).records], SHARE);
    return Array.from({ length: Number(draws) }, (_, draw) => {
      const found = change(draw + 1);
      for (const lost of found.lost) console.log(`  ${seed}, draw ${draw + 1}: ${told(lost)}`);
      return found;
    });
  }).flat();
}

function told({ before, after, cause }: LostRing): string {
  const typology = before.typologies[0]?.code ?? 'no typology';
  const later = after === null ? 'no longer found' : `now ${after.size} members at ${after.severity}`;
  return `${before.severity} ${typology} of ${before.size} (score ${before.score}): ${later}; ${cause()}`;
}

function report(name: string, changes: readonly Change[]): void {
  const lost = changes.flatMap((change) => change.lost);
  const untouched = changes.reduce((sum, change) => sum + change.untouched, 0);
  const kept = untouched - lost.length;
  const interval = proportionInterval(kept, untouched);
  const between = interval ? ` (95 %: ${percent(interval.low)} to ${percent(interval.high)})` : '';
  console.log(`${name}: ${kept} of ${untouched} untouched rings kept, ${percent(kept / untouched)}${between}`);
  for (const [cause, words] of Object.entries(CAUSES)) {
    console.log(`  ${lost.filter((each) => each.cause() === cause).length} lost by ${cause}: ${words}`);
  }
}
