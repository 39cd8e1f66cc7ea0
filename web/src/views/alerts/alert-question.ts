/** Filter and order of the list of alerts as they stand in the address, and back. */
import type { AlertList, AlertOrder } from '../../api/use-alerts.ts';
import {
  ALERT_CAUSES,
  ALERT_CLOSE_REASONS,
  ALERT_ORDER_FIELDS,
  type AlertCause,
  type AlertCloseReason,
  type AlertStatus,
  SEVERITIES,
  type Severity,
  TYPOLOGY_CODES,
  type TypologyCode,
} from '../../api/vocabulary.ts';

export const SHOWS = {
  live: ['OPEN', 'ACKNOWLEDGED'],
  open: ['OPEN'],
  acknowledged: ['ACKNOWLEDGED'],
  closed: ['CLOSED'],
} as const satisfies Readonly<Record<string, readonly AlertStatus[]>>;
export type Show = keyof typeof SHOWS;
export const MINE = 'me';
export const NOBODYS = 'nobody';
/** Hours until the next settlement that can be asked for: a day, three, a week. */
export const HOURS = [24, 72, 168] as const;

export type AlertQuestion = {
  readonly show: Show;
  /** `me`, `nobody`, or a name after `name:`, for somebody may be called either. */
  readonly owner?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly typology?: TypologyCode | undefined;
  readonly cause?: AlertCause | undefined;
  readonly closed?: AlertCloseReason | undefined;
  readonly hours?: number | undefined;
  readonly order: AlertOrder;
};

const MOST_URGENT_FIRST: AlertOrder = { field: 'PRIORITY', direction: 'DESC' };
const NAMED = 'name:';
const LONGEST_OWNER = 105;

export const namedOwner = (name: string): string => NAMED + name;
/** Null for `me` and `nobody`. */
export const nameOfOwner = ({ owner }: AlertQuestion): string | null =>
  owner?.startsWith(NAMED) ? owner.slice(NAMED.length) : null;

const oneOf = <T extends string>(list: readonly T[], value: string | null): T | undefined =>
  list.find((item) => item === value);

function parseOwner(value: string | null): string | undefined {
  const isKnown = value === MINE || value === NOBODYS || value?.startsWith(NAMED);
  return isKnown && value !== null && value.length <= LONGEST_OWNER ? value : undefined;
}

export function parseAlertQuestion(search: string): AlertQuestion {
  const parameters = new URLSearchParams(search);
  const show = oneOf(Object.keys(SHOWS) as Show[], parameters.get('show')) ?? 'live';
  const field = oneOf(ALERT_ORDER_FIELDS, parameters.get('sort')) ?? MOST_URGENT_FIRST.field;
  return {
    show,
    owner: parseOwner(parameters.get('owner')),
    severity: oneOf(SEVERITIES, parameters.get('severity')),
    typology: oneOf(TYPOLOGY_CODES, parameters.get('typology')),
    cause: oneOf(ALERT_CAUSES, parameters.get('cause')),
    closed: show === 'closed' ? oneOf(ALERT_CLOSE_REASONS, parameters.get('closed')) : undefined,
    hours: HOURS.find((hours) => String(hours) === parameters.get('hours')),
    order: { field, direction: parameters.get('direction') === 'ASC' ? 'ASC' : 'DESC' },
  };
}

export function toAlertSearch({ show, order, ...filters }: AlertQuestion): string {
  const parameters = new URLSearchParams();
  if (show !== 'live') parameters.set('show', show);
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined && (name !== 'closed' || show === 'closed')) parameters.set(name, String(value));
  }
  if (order.field !== MOST_URGENT_FIRST.field) parameters.set('sort', order.field);
  if (order.direction !== MOST_URGENT_FIRST.direction) parameters.set('direction', order.direction);
  const search = parameters.toString();
  return search === '' ? '' : `?${search}`;
}

export const isFiltered = ({ show: _, order: __, ...filters }: AlertQuestion): boolean =>
  Object.values(filters).some((value) => value !== undefined);

/** `me`: who asks, null while that is not known; what is theirs cannot be asked for until it is. */
export function toAlertList(question: AlertQuestion, me: string | null): AlertList | null {
  const { show, owner, severity, typology, cause, closed, hours, order } = question;
  if (owner === MINE && me === null) return null;
  const assignee = owner === MINE ? me : nameOfOwner(question);
  return {
    statuses: SHOWS[show],
    filter: {
      ...(severity && { severities: SEVERITIES.slice(SEVERITIES.indexOf(severity)) }),
      ...(assignee !== null && { assignee }),
      ...(owner === NOBODYS && { unassigned: true }),
      ...(typology && { typologies: [typology] }),
      ...(cause && { causes: [cause] }),
      ...(closed && { closeReasons: [closed] }),
      ...(hours && { maxHoursLeft: hours }),
    },
    orderBy: order,
  };
}
