/**
 * Exact decimals. A decimal is kept as text in canonical form: no sign, no leading zeros before the first digit but
 * one, no trailing zeros after the point ("10.5", "0", "1200"). At most 18 digits in all, so that the unscaled value
 * fits a signed 64-bit integer; sums are made on BigInt and cannot round.
 */
export type Decimal = string & { readonly __brand: 'Decimal' };
export type Money = { readonly amount: Decimal; readonly currency: string };
export type Unscaled = { readonly unscaled: bigint; readonly scale: number };

export const DECIMAL_DIGITS = 18;
const PATTERN = /^(\d+)(?:\.(\d+))?$/;

/** Canonical decimal, or null for anything else (a sign, an exponent, a comma, too many digits). */
export function parseDecimal(text: string): Decimal | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const whole = (match[1] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (whole.length + fraction.length > DECIMAL_DIGITS) return null;
  return (fraction === '' ? whole : `${whole}.${fraction}`) as Decimal;
}

export function toUnscaled(decimal: Decimal): Unscaled {
  const point = decimal.indexOf('.');
  if (point < 0) return { unscaled: BigInt(decimal), scale: 0 };
  return { unscaled: BigInt(decimal.slice(0, point) + decimal.slice(point + 1)), scale: decimal.length - point - 1 };
}

export function toDecimal({ unscaled, scale }: Unscaled): Decimal {
  const digits = unscaled.toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return (fraction === '' ? whole : `${whole}.${fraction}`) as Decimal;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const x = toUnscaled(a);
  const y = toUnscaled(b);
  const scale = Math.max(x.scale, y.scale);
  return toDecimal({
    unscaled: x.unscaled * 10n ** BigInt(scale - x.scale) + y.unscaled * 10n ** BigInt(scale - y.scale),
    scale,
  });
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const x = toUnscaled(a);
  const y = toUnscaled(b);
  const difference = x.unscaled * 10n ** BigInt(y.scale) - y.unscaled * 10n ** BigInt(x.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
