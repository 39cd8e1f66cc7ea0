/** Numbers and plurals in English sentences. */
const number = new Intl.NumberFormat('en');

export const n = (value: number): string => number.format(value);

export const many = (value: number, one: string, more = `${one}s`): string => `${n(value)} ${value === 1 ? one : more}`;

export const shown = (some: number, all: number, things: string): string =>
  some === all ? `All ${n(all)} ${things}.` : `Showing ${n(some)} of ${n(all)} ${things}.`;
