/** `GET /sign-in?token=…` spends a one-time link for a session; `POST /sign-out` ends it. */
import type { Authenticate } from '../../application/authenticate.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Principal } from '../../domain/principal.ts';
import type { Result } from '../../domain/result.ts';
import { headerOf, methodNotAllowed, type Route, textAnswer } from './exchange.ts';
import type { OwnOrigin } from './own-origin.ts';
import { readSessionCookie, toSessionCookie } from './session-cookie.ts';

export type SignInOptions = {
  readonly signIn: (token: string) => Promise<Result<string, Failure>>;
  readonly signOut: (principal: Principal, session: string) => Promise<void>;
  readonly authenticate: Authenticate;
  readonly ownOrigin: OwnOrigin;
  readonly secure: boolean;
  readonly sessionSeconds: number;
};

export function createSignInRoute(options: SignInOptions): Route {
  return async (exchange) => {
    // A HEAD or a prefetch by a mail scanner or a browser must not spend the link.
    if (exchange.request.method !== 'GET') return methodNotAllowed('GET');
    const purpose = headerOf(exchange, 'sec-purpose') ?? headerOf(exchange, 'purpose');
    if (purpose?.includes('prefetch')) return textAnswer(403, 'A sign-in link is not fetched ahead.');
    const token = exchange.search.get('token') ?? '';
    const session = await options.signIn(token);
    if (!session.ok) return textAnswer(401, session.failure.message);
    exchange.response.setHeader('set-cookie', toSessionCookie(session.value, options.sessionSeconds, options));
    return { status: 303, headers: { location: '/', 'cache-control': 'no-store' } };
  };
}

export function createSignOutRoute(options: SignInOptions): Route {
  return async (exchange) => {
    const { headers, method } = exchange.request;
    if (method !== 'POST') return methodNotAllowed('POST');
    if (!options.ownOrigin.isOwnOrigin(headers))
      return textAnswer(403, 'This request was made by a page of another site.');
    const session = readSessionCookie(headers, options);
    const principal = session === null ? null : await options.authenticate({ session, authorization: null });
    if (session !== null && principal !== null) await options.signOut(principal, session);
    exchange.response.setHeader('set-cookie', toSessionCookie('', 0, options));
    return { status: 204, headers: { 'cache-control': 'no-store' } };
  };
}
