/** Of which accounts their own row says something else now, and which have come. */
import type { Overview } from '../overview.ts';
import type { Aligned } from './align-columns.ts';
import { createSameHalves } from './align-events.ts';
import { codeMap } from './moves.ts';

export type RestatedAccounts = {
  /** As they were numbered, of those that are still there. */
  readonly before: Int32Array;
  /** As they are numbered, with those that have come. */
  readonly now: Int32Array;
};

export function restatedAccounts(old: Overview, now: Overview, { accountTo }: Aligned): RestatedAccounts {
  const isSame = createSameAccount(old, now);
  const before: number[] = [];
  const wasThere = new Uint8Array(now.population.accountCount);
  const restated: number[] = [];
  for (let account = 0; account < accountTo.length; account++) {
    const to = accountTo[account] ?? -1;
    if (to < 0) continue;
    wasThere[to] = 1;
    if (isSame(old.population.entityOf[account] ?? 0, now.population.entityOf[to] ?? 0)) continue;
    before.push(account);
    restated.push(to);
  }
  for (let account = 0; account < wasThere.length; account++) if (wasThere[account] === 0) restated.push(account);
  return { before: Int32Array.from(before), now: Int32Array.from(restated) };
}

/** By positions among the entities. */
function createSameAccount(old: Overview, now: Overview): (e: number, f: number) => boolean {
  const [a, b] = [old.columns.entities, now.columns.entities];
  const marketTo = codeMap(a.markets, b.markets);
  const currencyTo = codeMap(old.columns.currencies, now.columns.currencies);
  const isSameUnsettled = createSameHalves(a.unsettled, b.unsettled);
  const isSameReserve = createSameHalves(a.reserved, b.reserved);
  return (e, f) =>
    a.status[e] === b.status[f] &&
    a.riskLabel[e] === b.riskLabel[f] &&
    Object.is(a.createdAt[e], b.createdAt[f]) &&
    a.balanceScale[e] === b.balanceScale[f] &&
    marketTo(a.market[e] ?? -1) === (b.market[f] ?? -1) &&
    currencyTo(a.balanceCurrency[e] ?? -1) === (b.balanceCurrency[f] ?? -1) &&
    isSameUnsettled(e, f) &&
    isSameReserve(e, f);
}
