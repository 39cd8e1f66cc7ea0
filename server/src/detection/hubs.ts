/**
 * Identifiers so widely used that they tie nobody: a carrier's NAT, a kiosk, a warehouse of many. Each kind has a
 * cap, raised from the data to its 99.9th percentile (at most threefold by default, so that one market of cafés cannot lift it
 * without end). A hub leaves the projection, stays as context, and is listed with the reason.
 * Source: cutting hubs took ring recall from 15 % to 62 % on real Sybil data; see also EvilCohort (USENIX Sec 2015).
 */

import { compareText } from '../domain/compare-text.ts';
import { ENTITY_KIND_LIST, type EntityKind, RISK_LABELS } from '../domain/ontology.ts';
import type { IgnoredHub } from '../domain/ring.ts';
import type { GraphColumns } from './columns.ts';
import { columnDegree } from './graph/incidence.ts';
import type { DetectionParameters, ParameterName } from './parameters.ts';
import type { Sharing } from './sharing.ts';

export type Hubs = {
  /** Identifier → 1 when it ties nobody. */
  readonly isHub: Uint8Array;
  /** … to 1 when it was confirmed as legitimate. */
  readonly isCleared: Uint8Array;
  /** Kind → cap in accounts. */
  readonly cap: Float64Array;
  readonly ignored: readonly IgnoredHub[];
};

const CAP_PARAMETER: Readonly<Partial<Record<EntityKind, ParameterName>>> = {
  Device: 'maxAccountsPerDevice',
  PaymentInstrument: 'maxAccountsPerPaymentInstrument',
  PayoutAccount: 'maxAccountsPerPayoutAccount',
  Address: 'maxAccountsPerAddress',
  IpAddress: 'maxAccountsPerIpAddress',
};

/** `cap`: those of an earlier run, instead of those the data give. */
export function findHubs(
  columns: GraphColumns,
  sharing: Sharing,
  parameters: DetectionParameters,
  cap: Float64Array = capsByKind(sharing, parameters),
): Hubs {
  const identifiers = sharing.entityOf.length;
  const isHub = new Uint8Array(identifiers);
  const isCleared = new Uint8Array(identifiers);
  const ignored: IgnoredHub[] = [];
  const legitimate = RISK_LABELS.indexOf('confirmedLegitimate');
  for (let i = 0; i < identifiers; i++) {
    const accounts = columnDegree(sharing.byPerson, i);
    if (accounts < 2) continue;
    const entity = sharing.entityOf[i] ?? 0;
    const code = sharing.kind[i] ?? 0;
    const kind = ENTITY_KIND_LIST[code] ?? 'Device';
    const most = Math.floor(cap[code] ?? 0);
    const cleared = columns.entities.riskLabel[entity] === legitimate;
    if (!cleared && accounts <= most) continue;
    isHub[i] = 1;
    isCleared[i] = cleared ? 1 : 0;
    const reason = reasonFor(kind, accounts, cleared ? null : most);
    ignored.push({ kind, id: columns.entities.id.at(entity) ?? '', accounts, reason });
  }
  ignored.sort((a, b) => b.accounts - a.accounts || compareText(a.kind, b.kind) || compareText(a.id, b.id));
  return { isHub, isCleared, cap, ignored };
}

function reasonFor(kind: EntityKind, accounts: number, most: number | null): string {
  if (most === null) return `confirmed as legitimate: its ${accounts} accounts are not tied by it`;
  return `used by ${accounts} accounts; more than ${most} on one ${kind} is a public or shared place, not a tie`;
}

function capsByKind(sharing: Sharing, parameters: DetectionParameters): Float64Array {
  const shared: number[][] = ENTITY_KIND_LIST.map(() => []);
  for (let i = 0; i < sharing.entityOf.length; i++) {
    const accounts = columnDegree(sharing.byPerson, i);
    if (accounts > 1) shared[sharing.kind[i] ?? 0]?.push(accounts);
  }
  return Float64Array.from(ENTITY_KIND_LIST, (kind, code) => {
    const floor = parameters[CAP_PARAMETER[kind] ?? 'maxAccountsPerOtherIdentifier'];
    const degrees = (shared[code] ?? []).sort((a, b) => a - b);
    const seen = degrees[Math.floor((degrees.length - 1) * parameters.capQuantile)] ?? 0;
    // A percentile of a handful of identifiers is its largest hub: no calibration without enough of them.
    const calibrated = degrees.length >= 1 / (1 - Math.min(parameters.capQuantile, 0.9999)) ? seen : 0;
    return Math.max(floor, Math.min(calibrated, floor * parameters.maxCapRaise));
  });
}
