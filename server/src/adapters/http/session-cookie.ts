/** The one cookie: a session's secret, out of reach of scripts and of other sites. */
import type { IncomingHttpHeaders } from 'node:http';

type Options = { readonly secure: boolean };

/** With TLS the prefix makes browsers refuse a cookie of this name set by a neighbouring host. */
const cookieName = ({ secure }: Options): string => (secure ? '__Host-clewline' : 'clewline');

export function readSessionCookie(headers: IncomingHttpHeaders, options: Options): string | null {
  const prefix = `${cookieName(options)}=`;
  const pair = headers.cookie?.split(/; */).find((part) => part.startsWith(prefix));
  return pair === undefined ? null : pair.slice(prefix.length);
}

export const toSessionCookie = (session: string, maxAgeSeconds: number, options: Options): string =>
  [
    `${cookieName(options)}=${session}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Strict',
    `Max-Age=${maxAgeSeconds}`,
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');
