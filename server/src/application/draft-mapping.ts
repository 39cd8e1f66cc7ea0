/**
 * A first mapping from the headers of foreign files: what their columns are named like, put where it belongs, and the
 * columns that found no place listed. A draft to be read and completed, not to be trusted.
 */
import { stringify } from 'yaml';
import type { Failure } from '../domain/failure.ts';
import type { EntityKind, LinkType } from '../domain/ontology.ts';
import type { Result } from '../domain/result.ts';
import { ok } from '../domain/result.ts';
import { guessDateFormat, hasDecimalComma, type Meaning, type Placed, placeColumns } from './guess-columns.ts';
import type { ForeignColumn, ForeignHeader, RecordSource } from './ports/record-source.ts';

const FILL_IN = 'FILL-IN';
type Value = string | Readonly<Record<string, unknown>>;
type Template = Readonly<Record<string, unknown>>;
type Ends = { readonly from: Template; readonly to: Template };

const IDENTIFIERS: readonly (readonly [
  meaning: Meaning,
  link: LinkType,
  kind: EntityKind,
  normalise: string | null,
])[] = [
  ['device', 'USES_DEVICE', 'Device', null],
  ['card', 'PAYS_WITH', 'PaymentInstrument', null],
  ['payoutAccount', 'PAID_OUT_TO', 'PayoutAccount', null],
  ['ipAddress', 'SEEN_AT_IP', 'IpAddress', null],
  ['email', 'HAS_EMAIL', 'Email', 'email'],
  ['phone', 'HAS_PHONE', 'Phone', 'phone'],
  ['address', 'HAS_ADDRESS', 'Address', 'address'],
];

export function draftMapping(source: Pick<RecordSource, 'headers'>) {
  return async (paths: readonly string[]): Promise<Result<string, Failure>> => {
    const headers = await source.headers(paths);
    if (!headers.ok) return headers;
    return ok(`${OPENING}files:\n${headers.value.map(draftFile).join('\n')}`);
  };
}

const OPENING = `# A first mapping, guessed from column names. Check every line, replace ${FILL_IN}, and try it:
#   clewline import FILES --map THIS-FILE --dry-run
# Times without a zone are read as UTC unless a zone is given here, such as:  zone: Europe/London
# Phone numbers without a country code need a region, such as:  region: GB
`;

function draftFile(header: ForeignHeader): string {
  const placed = placeColumns(header.columns);
  const entry = {
    match: header.name,
    ...(header.delimiter === null || header.delimiter === ',' ? {} : { delimiter: header.delimiter }),
    ...draftRecords(placed),
  };
  const used = new Set(namesIn(entry));
  const left = header.columns.map((column) => column.name).filter((name) => !used.has(name));
  const notes = [
    ...(left.length === 0 ? [] : [`Columns that found no place: ${left.join(', ')}`]),
    ...(isDayOrMonth(placed.time) ? ['The dates may have the day or the month first: check the format.'] : []),
  ];
  const comments = notes.map((note) => `  # ${note.replaceAll('\n', ' ')}\n`).join('');
  return (
    comments +
    stringify([entry], { lineWidth: 0, indentSeq: true, aliasDuplicateObjects: false }).replace(/^(?=.)/gm, '  ')
  );
}

const isDayOrMonth = (time: ForeignColumn | undefined): boolean =>
  time !== undefined && (guessDateFormat(time) ?? '').startsWith('dd/');

/** Every text in the entry: a column that is named anywhere is placed. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...[...value.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '')];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}

function draftRecords(placed: Placed): Template {
  const actor = actorOf(placed);
  if (actor === null) return {};
  const links = IDENTIFIERS.flatMap(([meaning, type, kind, normalise]): Template[] => {
    const column = placed[meaning];
    if (column === undefined) return [];
    const id: Value = normalise === null ? column.name : { column: column.name, normalise };
    return [{ type, when: { column: column.name, present: true }, from: actor, to: { kind, id } }];
  });
  const events = draftEvents(placed);
  const referral = draftReferral(placed);
  return {
    entities: [{ ...actor, ...(events.length === 0 ? timed('createdAt', placed) : {}) }],
    ...(links.length + referral.length === 0 ? {} : { links: [...links, ...referral] }),
    ...(events.length === 0 ? {} : { events }),
  };
}

function actorOf(placed: Placed): Template | null {
  const { buyer, creator, seller, fromUser } = placed;
  if (buyer) return { kind: 'Buyer', id: buyer.name };
  if (creator) return { kind: 'Creator', id: creator.name };
  if (seller) return { kind: 'Seller', id: seller.name };
  return fromUser ? { kind: 'Buyer', id: fromUser.name } : null;
}

function draftReferral({ fromUser, toUser, amount }: Placed): readonly Template[] {
  if (!fromUser || !toUser || amount) return [];
  return [{ type: 'REFERRED', ...between(fromUser, toUser) }];
}

const between = (from: ForeignColumn, to: ForeignColumn): Ends => ({
  from: { kind: 'Buyer', id: from.name },
  to: { kind: 'Buyer', id: to.name },
});

function draftEvents(placed: Placed): readonly Template[] {
  const { fromUser, toUser, amount, orderId, creator, commission, buyer } = placed;
  if (fromUser && toUser && amount) return [event('TRANSFER', between(fromUser, toUser), placed)];
  if (!orderId) return [];
  const seller = { kind: 'Seller', id: placed.seller?.name ?? { value: FILL_IN } };
  if (creator && commission) {
    const ends = { from: seller, to: { kind: 'Creator', id: creator.name } };
    return [event('COMMISSION', ends, { ...placed, amount: commission })];
  }
  const from = { kind: 'Buyer', id: buyer?.name ?? { value: FILL_IN } };
  return [event('ORDER', { from, to: seller }, placed)];
}

function event(type: string, ends: Ends, placed: Placed): Template {
  const { orderId, amount, currency, quantity, product, content, coupon, device, card } = placed;
  return {
    type,
    id: eventId(placed),
    ...timed('at', placed),
    ...ends,
    ...(orderId ? { orderId: orderId.name } : {}),
    ...(amount ? { amount: decimal(amount), currency: currency?.name ?? { value: 'XXX' } } : {}),
    ...(quantity ? { quantity: quantity.name } : {}),
    ...(product ? { product: product.name } : {}),
    ...(content ? { content: content.name } : {}),
    ...(coupon ? { coupon: coupon.name } : {}),
    ...(device ? { device: device.name } : {}),
    ...(card ? { paymentInstrument: card.name } : {}),
  };
}

function eventId({ transactionId, orderId, lineId }: Placed): Value {
  if (transactionId) return transactionId.name;
  if (!orderId) return { hash: 'all' };
  return lineId ? { template: `{${orderId.name}}-{${lineId.name}}` } : orderId.name;
}

function timed(field: string, { time }: Placed): Template {
  if (!time) return {};
  return { [field]: { column: time.name, date: guessDateFormat(time) ?? FILL_IN } };
}

const decimal = (column: ForeignColumn): Value =>
  hasDecimalComma(column) ? { column: column.name, decimal: { comma: true } } : column.name;
