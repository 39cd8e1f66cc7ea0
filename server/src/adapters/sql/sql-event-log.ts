/** The event log. Numbered without gaps in the order of commit: a missing number would show that something was taken out. */
import { type Kysely, sql } from 'kysely';
import type { DomainEvent, EventLog } from '../../application/ports/case-store.ts';
import type { CaseTables } from './tables.ts';

export const createSqlEventLog = (db: Kysely<CaseTables>): EventLog => ({ append: (event) => appendEvent(db, event) });

/** Within whatever transaction `db` is. */
export async function appendEvent(
  db: Kysely<CaseTables>,
  { type, at, principal, subject, details }: DomainEvent,
): Promise<void> {
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from domain_event)`;
  const row = { number, type, at, principal, subject, details: JSON.stringify(details) };
  await db.insertInto('domain_event').values(row).execute();
}
