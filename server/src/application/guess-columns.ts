/** What a column of a foreign file probably holds, by its name; and how its values are written, by the first of them. */
import type { ForeignColumn } from './ports/record-source.ts';

/** Order matters: the first that fits a name takes it. Names are compared as lower-case letters and digits only. */
const PATTERNS = {
  fromUser: /^(from|sender|payer|referrer|source)(user|account|customer|member)?(id)?$/,
  toUser: /^(to|receiver|recipient|payee|referred|referee|target)(user|account|customer|member)?id$/,
  orderId: /^(order|purchase)(id|no|number|code|ref)$/,
  lineId: /^(sku|line|item|orderitem|orderline)(id|no|number|code)$/,
  transactionId: /^(transaction|payment|transfer|event|record)(id|no|number|code|ref)$/,
  seller: /^(seller|shop|merchant|vendor|store)(id|no|code|username|name)$/,
  creator: /^(creator|affiliate|influencer|publisher)(id|no|code|username|name|handle)$/,
  buyer: /^(buyer|customer|client|user|account|member)(id|no|code|username|userid)$/,
  product: /^(product|item|listing|asin)(id|no|code)?$/,
  content: /^(content|video|live|post)id$/,
  coupon: /^(coupon|voucher|promo|promotion|discount)(id|code)$/,
  tracking: /^(tracking|shipment|parcel|waybill)(id|no|number|code)$/,
  device: /^(device|devicefingerprint|imei|udid)(id|hash)?$/,
  card: /^((card|paymentinstrument)(id|hash|token|fingerprint)?|paymentmethodid)$/,
  payoutAccount: /^(iban|bankaccount|payoutaccount|walletid|accountnumber|bankaccountnumber)$/,
  ipAddress: /^(ip|ipaddress|clientip|loginip)$/,
  email: /^(e?mail|emailaddress|contactemail|buyeremail)$/,
  phone: /^(phone|mobile|telephone|tel|phonenumber|mobilenumber|contactphone)$/,
  address: /^(address|detailaddress|street|shippingaddress|deliveryaddress|addressline1)$/,
  commission: /^((actual|est|estimated|settled)?commission(amount)?)$/,
  amount: /^(amount|total|orderamount|totalamount|price|value|paymentamount|grandtotal|subtotal)$/,
  currency: /^currency(code)?$/,
  quantity: /^(quantity|qty|units)$/,
  time: /^(time|timestamp|ts|date|at|created|createdat|createdtime|timecreated|creationdate|orderdate|postedat|posteddate|registered|registeredat|registrationdate|signupdate|eventtime)$/,
} as const satisfies Record<string, RegExp>;

export type Meaning = keyof typeof PATTERNS;
export type Placed = Readonly<Partial<Record<Meaning, ForeignColumn>>>;

export function placeColumns(columns: readonly ForeignColumn[]): Placed {
  const placed: Partial<Record<Meaning, ForeignColumn>> = {};
  for (const meaning of Object.keys(PATTERNS).filter(isMeaning)) {
    const taken = new Set(Object.values(placed));
    const column = columns.find((one) => !taken.has(one) && PATTERNS[meaning].test(plainName(one.name)));
    if (column !== undefined) placed[meaning] = column;
  }
  return placed;
}

const isMeaning = (name: string): name is Meaning => Object.hasOwn(PATTERNS, name);
const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const DATE_FORMS: readonly (readonly [form: RegExp, format: string])[] = [
  [/^\d{10}$/, 'epochSeconds'],
  [/^\d{13}$/, 'epochMilliseconds'],
  [/^\d{4}-\d{2}-\d{2}/, 'iso'],
  [/^\d{2}\.\d{2}\.\d{4}$/, 'dd.MM.yyyy'],
  [/^\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}$/, 'dd.MM.yyyy HH:mm'],
  [/^\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}:\d{2}$/, 'dd.MM.yyyy HH:mm:ss'],
  [/^\d{2}\/\d{2}\/\d{4}$/, 'dd/MM/yyyy'],
  [/^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}$/, 'dd/MM/yyyy HH:mm'],
  [/^\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}:\d{2}$/, 'dd/MM/yyyy HH:mm:ss'],
];

/** The form most values have; null where none has. Whether 03/04 is in March or April no value tells: the draft says so. */
export function guessDateFormat({ samples }: ForeignColumn): string | null {
  if (samples.length === 0) return 'iso';
  const fits = (form: RegExp): boolean => samples.filter((sample) => form.test(sample)).length * 2 > samples.length;
  return DATE_FORMS.find(([form]) => fits(form))?.[1] ?? null;
}

export const hasDecimalComma = ({ samples }: ForeignColumn): boolean =>
  samples.some((sample) => /,\d{1,2}$/.test(sample)) && !samples.some((sample) => /\.\d{1,2}$/.test(sample));
