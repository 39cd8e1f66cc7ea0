/**
 * Which requests are meant for this server. A page of a stranger can make a browser send requests here with the
 * user's cookie, or resolve its own name to this address (DNS rebinding); the Host and Origin headers give both away.
 */
import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const WILDCARD = new Set(['0.0.0.0', '::']);

export type OwnOrigin = {
  readonly isOwnHost: (headers: IncomingHttpHeaders) => boolean;
  /** True for requests of our own pages and of programs; false for those another site's page made. */
  readonly isOwnOrigin: (headers: IncomingHttpHeaders) => boolean;
};

export function createOwnOrigin(options: { readonly host: string; readonly publicUrl: string | null }): OwnOrigin {
  const publicUrl = options.publicUrl === null ? null : new URL(options.publicUrl);
  const names = new Set(LOOPBACK);
  if (!WILDCARD.has(options.host)) names.add(options.host.toLowerCase());
  if (publicUrl !== null) names.add(publicUrl.hostname);
  return {
    isOwnHost: ({ host }) => host !== undefined && names.has(hostName(host)),
    isOwnOrigin: (headers) => {
      const { origin, host } = headers;
      if (origin !== undefined) return origin === publicUrl?.origin || originHost(origin) === host?.toLowerCase();
      // Browsers send Origin with every request that could change something; this catches the rest of them.
      const site = headers['sec-fetch-site'];
      return site === undefined || site === 'same-origin' || site === 'none';
    },
  };
}

const hostName = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
