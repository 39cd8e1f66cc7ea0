/**
 * Links to and from relationships. `count`, `firstSeen` and `lastSeen` are what is shown. Of a link only stated or only
 * observed they are that part; of one that is both, each part stands beside them. `observed` without `stated` means
 * that nothing was stated; neither means that nothing was observed.
 */
import type { Decimal } from '../../domain/decimal.ts';
import type { DrawnLink } from '../../domain/graph-view.ts';
import type { LinkParts } from '../../domain/merge-canonical.ts';
import { NO_VERSION } from '../../domain/merge-fields.ts';
import { isRemoved, type ObservedLink } from '../../domain/merge-observed.ts';
import { earlier, later, type StatedLink } from '../../domain/merge-record.ts';
import type { DrawnLinkType } from '../../domain/ontology.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { toInteger } from './connection.ts';
import {
  attributesOf,
  fieldOf,
  layoutOf,
  numberOf,
  type Properties,
  readMerged,
  textOrNull,
  timeOf,
  toProperties,
} from './merged-properties.ts';

const LINK_LAYOUT = layoutOf('role', ['dealings', 'dealings#', 'amount', 'currency'], 'removedAt#');

/** Of dealings the count they state themselves, in the group with their money. */
function statedCount({ fields, count }: StatedLink): number {
  const dealings = fieldOf(fields, 'dealings');
  return typeof dealings === 'object' && typeof dealings?.[0] === 'number' ? dealings[0] : count;
}

const lastSeenOf = ({ stated, observed }: LinkParts): number | null =>
  later(stated?.lastSeen ?? null, observed?.lastSeen ?? null);

/** Present today: counted in the degrees of its ends. */
export const isLive = (parts: LinkParts): boolean =>
  (parts.stated !== null || parts.observed !== null) &&
  !isRemoved(parts.stated ? timeOf(parts.stated.fields, 'removedAt') : null, lastSeenOf(parts));

export function linkProperties(parts: LinkParts): Record<string, unknown> {
  const { stated, observed } = parts;
  const shown = {
    count: toInteger(Math.max(stated ? statedCount(stated) : 0, observed?.count ?? 0)),
    firstSeen: toInteger(earlier(stated?.firstSeen ?? null, observed?.firstSeen ?? null)),
    lastSeen: toInteger(lastSeenOf(parts)),
  };
  const isBoth = stated !== null && observed !== null;
  return {
    ...(stated && toProperties(LINK_LAYOUT, stated)),
    sources: stated && stated.sources.length > 0 ? stated.sources : null,
    ...shown,
    stated: isBoth || (stated && stated.count !== statedCount(stated)) ? toInteger(stated?.count) : null,
    statedFirst: isBoth ? toInteger(stated.firstSeen) : null,
    statedLast: isBoth ? toInteger(stated.lastSeen) : null,
    observed: toInteger(observed?.count),
    observedFirst: isBoth ? toInteger(observed.firstSeen) : null,
    observedLast: isBoth ? toInteger(observed.lastSeen) : null,
  };
}

/**
 * What nearly every new link has, as `create-plain-links` takes it; null for one that has more. Plain numbers, which the
 * statement makes whole: the driver is several times quicker with them than with its integers.
 */
export function plainColumns({ stated, observed }: LinkParts): readonly unknown[] | null {
  const shown = stated ?? observed;
  if (shown === null || (stated !== null && (observed !== null || stated.fields.size > 0))) return null;
  return [
    shown.count,
    shown.firstSeen,
    shown.lastSeen,
    stated && stated.sources.length > 0 ? stated.sources : null,
    observed?.count ?? null,
    stated && stated.updatedAt !== NO_VERSION ? stated.updatedAt : null,
  ];
}

export function readParts(properties: Properties): LinkParts {
  const isObserved = numberOf(properties['observed']) !== null;
  const isStated = !isObserved || numberOf(properties['stated']) !== null;
  return {
    stated: isStated ? readStated(properties, isObserved) : null,
    observed: isObserved ? readObserved(properties, isStated) : null,
  };
}

function readStated(properties: Properties, isBoth: boolean): StatedLink {
  const { updatedAt, fields } = readMerged(LINK_LAYOUT, properties);
  return {
    updatedAt,
    fields,
    firstSeen: numberOf(properties[isBoth ? 'statedFirst' : 'firstSeen']),
    lastSeen: numberOf(properties[isBoth ? 'statedLast' : 'lastSeen']),
    count: numberOf(properties['stated']) ?? numberOf(properties['count']) ?? 1,
    sources: sourcesOf(properties),
  };
}

const readObserved = (properties: Properties, isBoth: boolean): ObservedLink => ({
  count: numberOf(properties['observed']) ?? 0,
  firstSeen: numberOf(properties[isBoth ? 'observedFirst' : 'firstSeen']),
  lastSeen: numberOf(properties[isBoth ? 'observedLast' : 'lastSeen']),
});

const sourcesOf = (properties: Properties): readonly string[] => {
  const sources = properties['sources'];
  return Array.isArray(sources) ? sources.map(String) : [];
};

type Shown = Omit<DrawnLink, 'from' | 'to' | 'strength'>;

export const toShown = (type: DrawnLinkType, properties: Properties): Shown => ({
  type,
  firstSeen: numberOf(properties['firstSeen']) as TimePoint | null,
  lastSeen: numberOf(properties['lastSeen']) as TimePoint | null,
  count: numberOf(properties['count']) ?? 0,
  sources: sourcesOf(properties),
  role: textOrNull(properties['role']),
  amount: textOrNull(properties['amount']) as Decimal | null,
  currency: textOrNull(properties['currency']),
  removedAt: numberOf(properties['removedAt']) as TimePoint | null,
  attributes: attributesOf(properties),
});
