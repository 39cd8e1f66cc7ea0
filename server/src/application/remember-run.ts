/** What a run leaves for the next one, on disk and, where this process is to run again, in memory. */
import type { KeptMarket } from '../detection/incremental/carry/advance-market.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import type { Computed } from './computing-steps.ts';
import type { Basis } from './incremental-basis.ts';
import type { MarketMemory } from './ports/market-memory.ts';
import type { RunMemory } from './ports/run-memory.ts';

type Memories = { readonly memory?: RunMemory; readonly market?: MarketMemory };

/** For an incremental run; a full one needs the room. */
export function takeMarket({ market }: Memories, basis: Basis | null): KeptMarket | null {
  const kept = market?.take() ?? null;
  return basis === null ? null : kept;
}

export async function rememberRun(deps: Memories, run: DetectionRun, found: Computed): Promise<void> {
  const { id, codeVersion, windowDays, parametersHash = '' } = run;
  const fullRunId = run.incremental?.fullRunId ?? id;
  if (found.market) deps.market?.keep(found.market);
  await deps.memory?.write({ ...found.remembered(), runId: id, fullRunId, codeVersion, windowDays, parametersHash });
}
