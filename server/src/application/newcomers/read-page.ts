/**
 * The next accounts of a sweep: first those with a date, oldest first, so that today's registrations never wait behind an
 * import of old ones; then whoever arrived since the last sweep and was not met by its date.
 */
import type { Entity } from '../../domain/graph-view.ts';
import type { ArrivalSweep, Sweep } from '../../domain/newcomer.ts';
import type { Arrival, GraphStore } from '../ports/graph-store.ts';

export type SweepPage = { readonly sweep: Sweep; readonly accounts: readonly Entity[] };

/** At most `first` accounts; fewer where some were met by their date, and at the end. */
export async function readPage(graph: GraphStore, sweep: Sweep, first: number): Promise<SweepPage> {
  const page = sweep.isPastRegistrations ? { sweep, accounts: [] } : await readRegistered(graph, sweep, first);
  const { arrivals, isPastRegistrations } = page.sweep;
  if (!isPastRegistrations || page.accounts.length === first) return page;
  if (arrivals === null) return { ...page, sweep: { ...page.sweep, isDone: true } };
  const asked = first - page.accounts.length;
  const arrived = await graph.arrivals({ from: arrivals.next, first: asked });
  const unmet = arrived.filter((one) => !wasMet(one, sweep.from, arrivals.begunAt)).map(({ account }) => account);
  return {
    accounts: [...page.accounts, ...unmet],
    sweep: { ...page.sweep, arrivals: advanced(arrivals, arrived.at(-1)), isDone: arrived.length < asked },
  };
}

async function readRegistered(graph: GraphStore, sweep: Sweep, first: number): Promise<SweepPage> {
  const accounts = await graph.registrations({ from: sweep.from, after: sweep.after, first });
  const last = accounts.at(-1);
  const after = last ? { createdAt: last.createdAt ?? sweep.from, ref: toRef(last) } : sweep.after;
  return { accounts, sweep: { ...sweep, after, isPastRegistrations: accounts.length < first } };
}

const toRef = ({ kind, id }: Entity) => ({ kind, id });

/** Whoever arrived later may have a date that the sweep had passed by then. */
const wasMet = ({ position, account }: Arrival, from: number, begunAt: number): boolean =>
  position < begunAt && account.createdAt !== null && account.createdAt >= from;

function advanced(arrivals: ArrivalSweep, last: Arrival | undefined): ArrivalSweep {
  if (last === undefined) return arrivals;
  const next = last.position + 1;
  return next <= arrivals.reached
    ? { ...arrivals, next }
    : { ...arrivals, next, reached: next, last: toRef(last.account) };
}
