/** Where a graph store is: a URL of the settings or the command line, checked, with the login that goes with it. */
import { isAbsolute, resolve } from 'node:path';
import { fail, ok, type Result } from './domain/result.ts';

export type GraphLogin = { readonly user: string; readonly password: string | null; readonly database: string };
export type GraphAddress =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'neo4j';
      readonly url: string;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };
type Neo4jAddress = Extract<GraphAddress, { kind: 'neo4j' }>;

const NEO4J = /^(?:neo4j|bolt)(?:\+s|\+ssc)?:\/\//;
const FORMS = 'must be file:PATH, or neo4j://HOST or bolt://HOST (with +s or +ssc for TLS)';
const PASSWORD_MISSING = 'a Neo4j address needs a password: set the variable of the password, or its _FILE';

/** The sentence of a refusal never repeats the URL: it may carry a password. */
export function parseGraphUrl(url: string, login: GraphLogin): Result<GraphAddress, string> {
  if (/^file:.+/.test(url)) {
    const path = url.slice('file:'.length).replace(/^\/\/(?=\/)/, '');
    return ok({ kind: 'sqlite', path: isAbsolute(path) ? path : resolve(path) });
  }
  const refused = NEO4J.test(url) ? refusal(url) : FORMS;
  if (refused !== null) return fail(refused);
  if (login.password === null) return fail(PASSWORD_MISSING);
  const { user, password, database } = login;
  return ok({ kind: 'neo4j', url: url.replace(/\/$/, ''), user, password, database } satisfies Neo4jAddress);
}

function refusal(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') return FORMS;
  if (url.username !== '' || url.password !== '') {
    return 'holds a user or a password, which lists of processes and logs would show: give them by their own variables';
  }
  const isBare = (url.pathname === '' || url.pathname === '/') && url.search === '' && url.hash === '';
  return isBare ? null : 'must end after the host and port: the database has a variable of its own';
}

/** For people: no login in it. */
export const describeAddress = (address: GraphAddress): string =>
  address.kind === 'sqlite' ? address.path : address.url;

export const isSameGraph = (a: GraphAddress, b: GraphAddress): boolean =>
  describeAddress(a) === describeAddress(b) &&
  (a.kind === 'sqlite' || (b.kind === 'neo4j' && a.database === b.database));
