/** What the writers of one batch share, made anew for every try of its transaction. */
import { FailureError, failure } from '../../domain/failure.ts';
import type { Drafts, Tallies } from './batch-drafts.ts';
import type { Row, Transaction } from './connection.ts';
import type { StoreState } from './store-node.ts';
import type { WrittenLinks } from './written-links.ts';

/** Rows of one statement: larger ones only take more memory on the server. */
const ROWS_PER_STATEMENT = 10_000;

export type WriteContext = {
  readonly transaction: Transaction;
  readonly drafts: Drafts;
  readonly tallies: Tallies;
  readonly state: StoreState;
  /** Node ids by node key: of everything the batch names, once entities are written. */
  readonly nodes: Map<string, number>;
  /** Differences of the number of live links, by node id. */
  readonly degrees: Map<number, number>;
  /** Where the store had no links when the import began; else null. */
  readonly written: WrittenLinks | null;
  /** Entities and events that were none when the import began are created unasked: a constraint refuses a mistake. */
  readonly expectsNew: { readonly entities: boolean; readonly events: boolean };
  /** Statements on their way, of whose answers nothing is needed but that all is well. */
  readonly sent: Promise<unknown>[];
};

export function nodeOf({ nodes }: WriteContext, key: string): number {
  const node = nodes.get(key);
  if (node === undefined) throw new Error(`an entity of the batch has no node: ${key.slice(0, 2)}`);
  return node;
}

export function* inParts<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) yield rows.slice(i, i + ROWS_PER_STATEMENT);
}

/** Rows of one group each, in order of arrival. */
export function groupBy<T, K>(rows: Iterable<T>, keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Sends a statement and does not wait: the next rows are made ready while the server writes these. */
export function send({ transaction, sent }: WriteContext, statement: string, rows: readonly unknown[]): void {
  if (rows.length > 0) note(sent, transaction.run(statement, { rows }));
}

/** The same for a statement that must make one thing for each row: an end that somebody else deleted would lose it silently. */
export function create(
  { transaction, sent }: WriteContext,
  statement: string,
  rows: readonly unknown[],
  value?: string,
): void {
  if (rows.length > 0)
    note(
      sent,
      transaction.run(statement, { rows }, value).then((answer) => checkCreated(answer, rows)),
    );
}

/** Whoever waits for it hears of its failure, however late. */
function note(sent: Promise<unknown>[], answer: Promise<unknown>): void {
  answer.catch(() => undefined);
  sent.push(answer);
}

/**
 * Does the work and waits for all that it sent. Of several failures the first sent is the cause: after it, the server
 * refuses the rest of the transaction.
 */
export async function settled<T>({ sent }: WriteContext, work: Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work]);
  const answers = await Promise.allSettled(sent);
  for (const answer of [...answers, result]) if (answer.status === 'rejected') throw answer.reason;
  return work;
}

function checkCreated([counted]: readonly Row[], rows: readonly unknown[]): void {
  if (Number(counted?.[0]) !== rows.length) {
    throw new FailureError(
      failure(
        'STORE_UNAVAILABLE',
        'Nodes that this import has just seen are gone: something else deletes from this database. Run the import again.',
      ),
    );
  }
}
