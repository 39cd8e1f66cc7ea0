/** GraphQL over HTTP: which of our two media types the client takes. */
export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';
export type MediaType = typeof GRAPHQL_RESPONSE | typeof JSON_TYPE;

const OFFERED: readonly MediaType[] = [GRAPHQL_RESPONSE, JSON_TYPE];

/** Null when the client takes neither. On equal wishes the newer type; without a wish too. */
export function negotiate(accept: string | undefined): MediaType | null {
  if (accept === undefined || accept.trim() === '') return GRAPHQL_RESPONSE;
  const ranges = accept.split(',').map(parseRange);
  let best: { readonly type: MediaType; readonly quality: number } | null = null;
  for (const type of OFFERED) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type ?? null;
}

type Range = { readonly range: string; readonly quality: number };

function parseRange(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { range, quality: Number.isNaN(quality) ? 0 : quality };
}

/** The most specific range decides (RFC 9110, 12.5.1). */
function qualityOf(type: MediaType, ranges: readonly Range[]): number {
  for (const wanted of [type, 'application/*', '*/*']) {
    const match = ranges.find(({ range }) => range === wanted);
    if (match) return match.quality;
  }
  return 0;
}

export const isJson = (contentType: string | undefined): boolean => {
  const [type, ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return type === JSON_TYPE && (charset === undefined || /^charset="?utf-8"?$/.test(charset));
};
