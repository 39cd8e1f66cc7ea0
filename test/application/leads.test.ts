/** Leads from known fraud, from the run that finds them to the list, the command line and GraphQL. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { Lead } from '../../server/src/domain/lead.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';
import { toTimePoint } from '../../server/src/domain/time-point.ts';
import { type Detecting, openDetecting } from '../support/detecting.ts';
import { AUDITOR, type GraphqlService, serveGraphql } from '../support/graphql-service.ts';
import { runProgram } from '../support/run-program.ts';
import { buyer, settle, smallTown, type Town } from '../support/small-town.ts';

/** Three strangers on a card each of somebody known to be fraudulent. */
function town(tell: (town: Town) => void = () => undefined): Town {
  const built = smallTown();
  for (const name of ['known', 'one', 'two', 'three']) settle(built, buyer(name));
  built.entity(buyer('known'), { risk: 'confirmedFraud' });
  for (const name of ['one', 'two', 'three'])
    built.share('PAYS_WITH', [buyer('known'), buyer(name)], `PaymentInstrument:${name}`);
  tell(built);
  return built;
}
const idsOf = (leads: readonly Lead[]) => leads.flatMap(({ accounts }) => accounts.map(({ id }) => id));

describe('leads', () => {
  let detecting: Detecting;
  beforeEach(async () => {
    // Runs begin after the verdicts that are given meanwhile.
    detecting = await openDetecting({ now: Date.now() + 60_000 });
  });
  afterEach(() => detecting.close());
  const leads = () => detecting.cases.rings.allLeads();

  it('are those of the newest published run: a trial leaves them, the next run replaces them', async () => {
    await detecting.detect(town().columns);
    expect(idsOf(await leads()).sort()).toEqual(['one', 'three', 'two']);
    const [first] = await leads();
    expect(first?.known).toEqual([{ kind: 'Buyer', id: 'known' }]);
    expect(first?.group.evidence.map(({ type }) => type)).toContain('KNOWN_FRAUD');
    const cleared = town((built) => built.entity(buyer('known'), { risk: 'confirmedLegitimate' })).columns;
    await detecting.detect(cleared, { trial: true });
    expect(await leads()).toHaveLength(3);
    await detecting.detect(cleared);
    expect(await leads()).toEqual([]);
  });

  it('after an incremental run, stand as they were but for those of whom somebody was computed', async () => {
    await detecting.detect(town().columns);
    const before = await leads();
    const quiet = town((built) => built.link('USES_DEVICE', buyer('h1'), 'Device:new'));
    expect((await detecting.detect(quiet.columns, { incremental: true })).incremental).toBeDefined();
    expect(await leads()).toEqual(before);
    const more = town((built) => {
      settle(built, buyer('four'));
      built.share('PAYS_WITH', [buyer('known'), buyer('four')], 'PaymentInstrument:four');
    });
    expect((await detecting.detect(more.columns, { incremental: true })).incremental).toBeDefined();
    expect(idsOf(await leads()).sort()).toEqual(['four', 'one', 'three', 'two']);
  });

  it('are printed by the command line, a line each, or why there are none', async () => {
    const run = (...args: readonly string[]) =>
      runProgram(['leads', ...args], { services: { ...detecting.cases, clock: { now: Date.now } }, now: Date.now() });
    expect((await run()).stderr).toContain('clewline detect');
    await detecting.detect(smallTown().columns);
    expect((await run()).stderr).toContain('Nobody is tied to known fraud');
    await detecting.detect(town().columns);
    const printed = (await run('--json')).stdout.trim().split('\n');
    expect(printed.map((line) => JSON.parse(line).accounts[0].id)).toEqual(idsOf(await leads()));
    expect((await run()).stdout).toContain('Buyer:known');
  });

  describe('over GraphQL', () => {
    let service: GraphqlService;
    let graph: Extract<Awaited<ReturnType<typeof openSqliteGraphStore>>, { ok: true }>['value'];
    beforeEach(async () => {
      const opened = await openSqliteGraphStore({ path: ':memory:', clock: { now: Date.now } });
      if (!opened.ok) throw new Error(opened.failure.message);
      graph = opened.value;
      await detecting.detect(town().columns);
      service = await serveGraphql({ graph, cases: detecting.cases });
    });
    afterEach(async () => {
      await service.handler.stop();
      await graph.close();
    });
    const page = (after: string | null) =>
      service.ask(
        'query($after: String) { leads(first: 2, after: $after) { totalCount pageInfo { endCursor hasNextPage } nodes { score summary accounts { kind externalId } known { externalId } evidence { statement } counterEvidence { statement } exposure { stillStoppable { amount } } } } }',
        { variables: { after } },
      );

    it('come page by page with why, and what speaks against it', async () => {
      const first = await page(null);
      expect(first.errors).toEqual([]);
      const { nodes, totalCount, pageInfo } = first.data.leads;
      expect({ totalCount, hasNextPage: pageInfo.hasNextPage }).toEqual({ totalCount: 3, hasNextPage: true });
      const rest = await page(pageInfo.endCursor);
      const all = [...nodes, ...rest.data.leads.nodes];
      expect(all.map(({ accounts }) => accounts[0].externalId)).toEqual(idsOf(await leads()));
      for (const { known, evidence, counterEvidence } of all) {
        expect(known).toEqual([{ externalId: 'known' }]);
        expect(evidence.length).toBeGreaterThan(0);
        expect(counterEvidence).toBeInstanceOf(Array);
      }
    });

    type Last = { readonly lastVerdictAt?: string | null };
    const judge = (externalId: string, verdict: string, reason = 'HOUSEHOLD', last: Last = {}) =>
      service.ask(
        'mutation($account: EntityRef!, $verdict: MemberVerdictCode!, $reason: VerdictReason!, $lastVerdictAt: DateTime) { setLeadVerdict(account: $account, verdict: $verdict, reason: $reason, note: "sisters", lastVerdictAt: $lastVerdictAt) { verdict { verdict reason note at } } }',
        { variables: { account: { kind: 'BUYER', externalId }, verdict, reason, ...last } },
      );
    const shown = async (show: string): Promise<readonly string[]> => {
      const asked = await service.ask(
        'query($show: LeadShow) { leads(show: $show) { nodes { accounts { externalId } verdict { verdict } keptBackBy { reason } } } }',
        { variables: { show } },
      );
      expect(asked.errors).toEqual([]);
      return asked.data.leads.nodes
        .map((one: { accounts: { externalId: string }[] }) => one.accounts[0]?.externalId)
        .sort();
    };

    it('who is judged not to be involved is told no more, now and after the next run, until something new ties them', async () => {
      const given = await judge('two', 'NOT_INVOLVED');
      expect(given.data.setLeadVerdict.verdict).toMatchObject({
        verdict: 'NOT_INVOLVED',
        reason: 'HOUSEHOLD',
        note: 'sisters',
      });
      expect([await shown('TO_LOOK_AT'), await shown('JUDGED')]).toEqual([['one', 'three'], ['two']]);
      await detecting.detect(town().columns);
      expect(idsOf(await leads()).sort()).toEqual(['one', 'three']);
      const newTie = town((built) =>
        built.share('PAYS_WITH', [buyer('known'), buyer('two')], 'PaymentInstrument:another'),
      );
      await detecting.detect(newTie.columns);
      expect(await shown('TO_LOOK_AT')).toContain('two');
    });

    it('of two judges at once the second is told of the first, and nothing of theirs is written', async () => {
      const given = await judge('two', 'NOT_INVOLVED', 'HOUSEHOLD', { lastVerdictAt: null });
      const { at } = given.data.setLeadVerdict.verdict;
      const [refused] = (await judge('two', 'INVOLVED', 'FRAUD', { lastVerdictAt: null })).errors;
      expect(refused?.extensions.code).toBe('CHANGED_MEANWHILE');
      expect(refused?.message).toContain('Buyer:two was judged meanwhile');
      expect((await detecting.cases.verdicts.current()).accounts.get('Buyer:two')?.verdict).toBe('NOT_INVOLVED');
      const again = await judge('two', 'INVOLVED', 'FRAUD', { lastVerdictAt: at });
      expect(again.data.setLeadVerdict.verdict.verdict).toBe('INVOLVED');
    });

    it('one that something new has outdated is not in the way of the next', async () => {
      await judge('two', 'NOT_INVOLVED');
      const newTie = town((built) => built.share('PAYS_WITH', [buyer('known'), buyer('two')], 'PaymentInstrument:new'));
      await detecting.detect(newTie.columns);
      const given = await judge('two', 'INVOLVED', 'FRAUD', { lastVerdictAt: null });
      expect(given.data.setLeadVerdict.verdict.verdict).toBe('INVOLVED');
    });

    it('the other verdict takes it back, and with fraud for its reason makes known what leads on from there', async () => {
      await judge('two', 'NOT_INVOLVED');
      await judge('two', 'INVOLVED', 'FRAUD');
      expect(await shown('JUDGED')).toEqual(['two']);
      const further = town((built) => {
        settle(built, buyer('four'));
        built.share('PAYS_WITH', [buyer('two'), buyer('four')], 'PaymentInstrument:four');
      });
      await detecting.detect(further.columns);
      expect(idsOf(await leads()).sort()).toEqual(['four', 'one', 'three']);
    });

    it('an entry on the account, or one that says what it shares is in order, keeps it back', async () => {
      const at = toTimePoint(Date.now() - 1000, 'MILLISECOND');
      const put = (id: string, kind: 'SUPPRESS' | 'ALLOW', ref: EntityRef) =>
        detecting.cases.suppressions.put(
          {
            ...{ id, kind, target: { kind: 'entity', ref }, reason: 'known to us', owner: 'anna' },
            ...{ createdAt: at, expiresAt: toTimePoint(Date.now() + 86_400_000, 'MILLISECOND'), ended: null },
          },
          { type: 'suppressionAdded', at, principal: 'anna', subject: id, details: {} },
        );
      await put('sup_1', 'SUPPRESS', { kind: 'Buyer', id: 'one' });
      await put('sup_2', 'ALLOW', { kind: 'PaymentInstrument', id: 'two' });
      expect([await shown('TO_LOOK_AT'), await shown('KEPT_BACK')]).toEqual([['three'], ['one', 'two']]);
    });

    it('nobody judges who is in no lead, and nobody without the right to', async () => {
      expect((await judge('h1', 'NOT_INVOLVED')).errors[0]?.extensions.code).toBe('NOT_FOUND');
      const refused = await service.ask(
        'mutation { setLeadVerdict(account: { kind: BUYER, externalId: "two" }, verdict: NOT_INVOLVED, reason: OTHER) { score } }',
        { principal: AUDITOR },
      );
      expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
      expect(await shown('JUDGED')).toEqual([]);
    });

    it('a place in the leads of an earlier run is refused, and so is who may not see the graph', async () => {
      const { endCursor } = (await page(null)).data.leads.pageInfo;
      await detecting.detect(town((built) => settle(built, buyer('new'))).columns);
      expect((await page(endCursor)).errors[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT' });
      const refused = await service.ask('{ leads { totalCount } }', { principal: AUDITOR });
      expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    });
  });
});
