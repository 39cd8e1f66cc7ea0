/** Rings of a run, highest score first, one at a time: for the command line and for files. */
import { type Failure, failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type Ring, SEVERITIES, type Severity } from '../domain/ring.ts';
import type { RingStore } from './ports/case-store.ts';
import { refusal } from './reader.ts';

export type RingSelection = {
  readonly runId?: string;
  readonly minSeverity?: Severity;
  /** Default: ACTIVE rings only. */
  readonly everyStatus?: true;
};

export function createStreamRings({ rings }: { readonly rings: RingStore }) {
  return async (principal: Principal, selection: RingSelection): Promise<Result<AsyncIterable<Ring>, Failure>> => {
    const refused = refusal(principal, 'readRings');
    if (refused) return fail(refused);
    const { runId } = selection;
    if (runId !== undefined && (await rings.run(runId)) === null) {
      return fail(failure('NOT_FOUND', `there is no run ${runId}`));
    }
    return ok(selected(rings.allRings(runId), selection));
  };
}

async function* selected(rings: AsyncIterable<Ring>, selection: RingSelection): AsyncGenerator<Ring> {
  const least = SEVERITIES.indexOf(selection.minSeverity ?? 'LOW');
  for await (const ring of rings) {
    if (SEVERITIES.indexOf(ring.severity) < least) continue;
    if (selection.everyStatus || ring.status === 'ACTIVE') yield ring;
  }
}
