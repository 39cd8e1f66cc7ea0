/** Where the marketplace trades: currencies, rough exchange rates (for plausible prices only), clocks. */
export type Market = {
  readonly code: string;
  readonly currency: string;
  /** Minor digits prices are written with. */
  readonly digits: number;
  readonly perDollar: number;
  readonly utcOffsetHours: number;
  readonly share: number;
};

export const MARKETS: readonly [Market, ...Market[]] = [
  { code: 'GB', currency: 'GBP', digits: 2, perDollar: 0.79, utcOffsetHours: 0, share: 0.3 },
  { code: 'US', currency: 'USD', digits: 2, perDollar: 1, utcOffsetHours: -6, share: 0.26 },
  { code: 'PH', currency: 'PHP', digits: 2, perDollar: 57, utcOffsetHours: 8, share: 0.18 },
  { code: 'DE', currency: 'EUR', digits: 2, perDollar: 0.92, utcOffsetHours: 1, share: 0.16 },
  { code: 'ID', currency: 'IDR', digits: 0, perDollar: 16_000, utcOffsetHours: 7, share: 0.1 },
];

/** Money in minor units of a market's currency. */
export const fromDollars = (market: Market, dollars: number): number =>
  Math.max(1, Math.round(dollars * market.perDollar * 10 ** market.digits));

export function formatMinor(market: Market, minor: number): string {
  if (market.digits === 0) return String(Math.round(minor));
  const text = String(Math.round(minor)).padStart(market.digits + 1, '0');
  return `${text.slice(0, -market.digits)}.${text.slice(-market.digits)}`;
}
