/** Who is tied to known fraud, by the newest published run. They name accounts and what ties them. */
import type { Failure } from '../domain/failure.ts';
import type { Lead } from '../domain/lead.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Page, Paged } from './ports/graph-store.ts';
import { type Reader, refusal } from './reader.ts';

export async function listLeads(
  { principal, rings }: Pick<Reader, 'principal' | 'rings'>,
  page: Page,
): Promise<Result<Paged<Lead>, Failure>> {
  const refused = refusal(principal, 'readGraph') ?? refusal(principal, 'readRings');
  return refused ? fail(refused) : ok(await rings.leads(page));
}
