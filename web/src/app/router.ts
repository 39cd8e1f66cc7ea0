/** Where we are, from the address alone: paths for pages, the query for their state, the fragment for private lists. */
import { useSyncExternalStore } from 'react';
import type { EntityRef } from '../api/shapes.ts';
import { type EntityKind, parseKind } from '../exploration/vocabulary.ts';

export type Route =
  | { readonly view: 'rings' }
  | { readonly view: 'ring'; readonly id: string }
  | { readonly view: 'investigate' }
  | { readonly view: 'entity'; readonly ref: EntityRef }
  | { readonly view: 'order'; readonly orderId: string }
  | { readonly view: 'alerts' }
  | { readonly view: 'newcomers' }
  | { readonly view: 'leads' }
  | { readonly view: 'runs' }
  | { readonly view: 'webhooks' }
  | { readonly view: 'signIn' }
  | { readonly view: 'notFound' };

const ID_PARAMETER = 'id';

type Parts = { readonly first: string | undefined; readonly second: string | undefined; readonly id: string | null };

const NOT_FOUND: Route = { view: 'notFound' };

/** One entry a page: what its address may hold beyond its name. */
const PAGES: Readonly<Record<string, (parts: Parts) => Route>> = {
  '': () => ({ view: 'rings' }),
  rings: ({ first, second }) => {
    if (second) return NOT_FOUND;
    return first ? { view: 'ring', id: first } : { view: 'rings' };
  },
  investigate: ({ first }) => (first ? NOT_FOUND : { view: 'investigate' }),
  alerts: ({ first }) => (first ? NOT_FOUND : { view: 'alerts' }),
  newcomers: ({ first }) => (first ? NOT_FOUND : { view: 'newcomers' }),
  leads: ({ first }) => (first ? NOT_FOUND : { view: 'leads' }),
  runs: ({ first }) => (first ? NOT_FOUND : { view: 'runs' }),
  webhooks: ({ first }) => (first ? NOT_FOUND : { view: 'webhooks' }),
  'sign-in': () => ({ view: 'signIn' }),
  entities: ({ first, second, id }) => toEntityRoute(first ?? '', second ?? id ?? ''),
  orders: ({ first, second, id }) => {
    const orderId = first ?? id;
    return orderId && !second ? { view: 'order', orderId } : NOT_FOUND;
  },
};

export function toRoute({ pathname, search }: Pick<Place, 'pathname' | 'search'>): Route {
  const [page = '', first, second, ...rest] = pathname.split('/').filter(Boolean).map(decodePart);
  const toPage = Object.hasOwn(PAGES, page) && rest.length === 0 ? PAGES[page] : undefined;
  return toPage?.({ first, second, id: new URLSearchParams(search).get(ID_PARAMETER) }) ?? NOT_FOUND;
}

function toEntityRoute(kindText: string, externalId: string): Route {
  const kind: EntityKind | null = parseKind(kindText.toUpperCase().replaceAll('-', '_'));
  return kind && externalId ? { view: 'entity', ref: { kind, externalId } } : NOT_FOUND;
}

const decodePart = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign in a typed address: taken as written.
    return part;
  }
};

export const ringPath = (id: string): string => `/rings/${encodeURIComponent(id)}`;

/** An id that looks like a file name or a folder step would not come back as a page when the address is loaded anew. */
const isPlain = (id: string): boolean => /^[^./\\\0]+$/.test(id);
const withId = (page: string, id: string): string =>
  isPlain(id) ? `${page}/${encodeURIComponent(id)}` : `${page}?${new URLSearchParams({ [ID_PARAMETER]: id })}`;

export const orderPath = (orderId: string): string => withId('/orders', orderId);
export const entityPath = ({ kind, externalId }: EntityRef): string =>
  withId(`/entities/${kind.toLowerCase().replaceAll('_', '-')}`, externalId);

export type Place = { readonly pathname: string; readonly search: string; readonly hash: string };

const MOVED = 'clewline:moved';

const visited = { here: '', before: '' };

function noteMove(): void {
  const { pathname } = window.location;
  if (pathname === visited.here) return;
  visited.before = visited.here;
  visited.here = pathname;
}

/** The path of the page that was open before this one; empty when there was none. */
export const pathBefore = (): string => visited.before;

function subscribe(listener: () => void): () => void {
  noteMove();
  const onMove = () => {
    noteMove();
    listener();
  };
  window.addEventListener('popstate', onMove);
  window.addEventListener(MOVED, onMove);
  return () => {
    window.removeEventListener('popstate', onMove);
    window.removeEventListener(MOVED, onMove);
  };
}

const currentAddress = (): string => window.location.pathname + window.location.search + window.location.hash;

export function navigate(address: string): void {
  if (address === currentAddress()) return;
  window.history.pushState(null, '', address);
  window.dispatchEvent(new Event(MOVED));
}

/** Same page, other state: no new entry in the browser's history. */
export function replaceAddress(address: string): void {
  if (address === currentAddress()) return;
  window.history.replaceState(null, '', address);
  window.dispatchEvent(new Event(MOVED));
}

export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, currentAddress);
  const url = new URL(address, window.location.origin);
  return { pathname: url.pathname, search: url.search, hash: url.hash };
}
