/** The one door to the server: a typed fetch. Expected trouble comes back as a value, never as a thrown surprise. */
export type Document<Answer, Variables> = string & { readonly types?: (variables: Variables) => Answer };

export const toDocument = <Answer, Variables>(source: string): Document<Answer, Variables> =>
  source as Document<Answer, Variables>;

export type ApiFailure =
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly string[] }
  | { readonly ok: false; readonly failure: ApiFailure };

type WireError = {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
};
type Wire<T> = { readonly data?: T | null; readonly errors?: readonly WireError[] };

const SIGNED_OUT = 'UNAUTHENTICATED';
const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

export async function requestGraphql<T, V>(
  document: Document<T, V>,
  variables: V,
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', accept: ACCEPT },
    body: JSON.stringify({ query: document, variables }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    return null;
  });
  if (!response) return { ok: false, failure: { kind: 'unreachable' } };
  if (response.status === 401) return { ok: false, failure: { kind: 'signedOut' } };
  const wire = await response.json().then(toWire<T>, () => null);
  return wire ? toAnswer(wire) : { ok: false, failure: { kind: 'unreachable' } };
}

const toWire = <T>(body: unknown): Wire<T> | null =>
  typeof body === 'object' && body !== null ? (body as Wire<T>) : null;

function toAnswer<T>(wire: Wire<T>): Answer<T> {
  const errors = wire.errors ?? [];
  if (errors.some((error) => error.extensions?.code === SIGNED_OUT)) {
    return { ok: false, failure: { kind: 'signedOut' } };
  }
  // What could not be told is null too, but a null without an error of its own says that there is nothing: an answer.
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  const isEmpty =
    errors.length > 0 && Object.entries(wire.data ?? {}).every(([field, value]) => value === null && failed.has(field));
  if (wire.data && !isEmpty) {
    return { ok: true, value: wire.data, problems: errors.map((error) => error.message ?? '') };
  }
  const first = errors[0];
  const failure = {
    kind: 'refused',
    code: first?.extensions?.code ?? 'UNKNOWN',
    message: first?.message ?? '',
  } as const;
  return { ok: false, failure };
}

/** Carries a failure through the query cache, whose queries fail by throwing. */
export class ApiError extends Error {
  readonly failure: ApiFailure;
  constructor(failure: ApiFailure) {
    super(failure.kind === 'refused' ? failure.message : failure.kind);
    this.name = 'ApiError';
    this.failure = failure;
  }
}

export async function fetchGraphql<T, V>(document: Document<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  const answer = await requestGraphql(document, variables, signal);
  if (!answer.ok) throw new ApiError(answer.failure);
  return answer.value;
}

export const toApiFailure = (error: unknown): ApiFailure =>
  error instanceof ApiError ? error.failure : { kind: 'unreachable' };
