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
  | { readonly view: 'runs' }
  | { readonly view: 'signIn' }
  | { readonly view: 'notFound' };

export function toRoute(pathname: string): Route {
  const [page = '', first, second, ...rest] = pathname.split('/').filter(Boolean).map(decodePart);
  if (rest.length > 0) return { view: 'notFound' };
  if (page === '' || (page === 'rings' && !first)) return { view: 'rings' };
  if (page === 'rings' && first && !second) return { view: 'ring', id: first };
  if (page === 'orders' && first && !second) return { view: 'order', orderId: first };
  if (page === 'entities' && first && second) return toEntityRoute(first, second);
  if (first) return { view: 'notFound' };
  if (page === 'investigate' || page === 'runs') return { view: page };
  return page === 'sign-in' ? { view: 'signIn' } : { view: 'notFound' };
}

function toEntityRoute(kindText: string, externalId: string): Route {
  const kind: EntityKind | null = parseKind(kindText.toUpperCase().replaceAll('-', '_'));
  return kind ? { view: 'entity', ref: { kind, externalId } } : { view: 'notFound' };
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
export const orderPath = (orderId: string): string => `/orders/${encodeURIComponent(orderId)}`;
export const entityPath = ({ kind, externalId }: EntityRef): string =>
  `/entities/${kind.toLowerCase().replaceAll('_', '-')}/${encodeURIComponent(externalId)}`;

export type Place = { readonly pathname: string; readonly search: string; readonly hash: string };

const MOVED = 'clewline:moved';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(MOVED, listener);
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
