/** What each statement costs the server, counted by PROFILE on a fixed graph: more than its budget is a plan gone wrong. */
import neo4j, { type ProfiledPlan, type Session } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { readCatalogue, type Statement, textOf } from '../../server/src/adapters/neo4j/catalogue.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { NEO4J_VERSIONS } from '../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { boundedQuestions } from './bounded-questions.ts';
import { writeBudgetGraph } from './budget-graph.ts';
import { BEFOREHAND, type Held, profiledQuestions, type Question } from './profiled-questions.ts';

const statements = readCatalogue().filter(
  ({ body }) => !body.startsWith('CREATE CONSTRAINT') && !/^CREATE.* INDEX/.test(body),
);

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`db hits on Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    let session: Session;
    let questions: Readonly<Record<string, Question>>;

    beforeAll(async () => {
      server = await lendNeo4j(version);
      const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!opened.ok) throw new Error(opened.failure.message);
      await writeBudgetGraph(opened.value);
      await opened.value.close();
      session = server.driver.session();
      for (const name of BEFOREHAND.schema) await session.run(textOf(name));
      for (const [name, { parameters }] of BEFOREHAND.written) await session.run(textOf(name), parameters);
      // Plans go by samples of the indexes, which the server takes when it likes.
      await session.run('CALL db.prepareForReplanning(60)');
      questions = profiledQuestions(await readHeld(session));
    });
    afterAll(async () => {
      await session?.close();
      await server?.release();
    });

    it('stay within the budget of every statement', async () => {
      const problems: string[] = [];
      for (const statement of statements) {
        const problem = await problemOf(session, statement, questions[statement.name]);
        if (problem !== null) problems.push(`${statement.name}: ${problem}`);
      }
      expect(problems).toEqual([]);
    }, 120_000);

    it('tell a plan that scans from one that seeks', async () => {
      const keys = { parameters: { keys: ['00:s1'] } };
      const scanning = textOf('graph/read-entities')
        .replace('{key: key}', '')
        .replace('RETURN', 'WHERE n.id = key RETURN');
      const budget = statements.find(({ name }) => name === 'graph/read-entities')?.hits ?? 0;
      expect((await profile(session, scanning, keys)).hits).toBeGreaterThan(budget);
    });

    it('do not grow with the graph where a question is about few things or asks for a page', async () => {
      const bounded = Object.entries(boundedQuestions(await readHeld(session)));
      const hits = async () =>
        Object.fromEntries(
          await mapInTurn(bounded, async ([name, question]) => {
            const [statement = ''] = name.split(' ');
            return [name, (await profile(session, textOf(statement, question.value ?? null), question)).hits] as const;
          }),
        );
      const small = await hits();
      const opened = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!opened.ok) throw new Error(opened.failure.message);
      await writeBudgetGraph(opened.value, 400);
      await opened.value.close();
      await session.run('CALL db.prepareForReplanning(60)');
      // A plan may come to cost less: which predicate goes first is chosen by what there is of each.
      const grown = Object.entries(await hits()).filter(([name, count]) => count > (small[name] ?? 0));
      expect(grown).toEqual([]);
    }, 120_000);
  });
}

async function mapInTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function problemOf(session: Session, { name, hits: budget }: Statement, question: Question | undefined) {
  if (!question) return 'no question for it in profiled-questions.ts';
  const { hits, isEmpty } = await profile(session, textOf(name, question.value ?? null), question);
  if (isEmpty) return 'its question finds nothing';
  if (budget === null) return `${hits} db hits, and no @hits in its header`;
  return hits > budget ? `${hits} db hits, its budget is ${budget}` : null;
}

/** Undone afterwards, so that every statement meets the same graph. */
async function profile(session: Session, text: string, { parameters }: Question) {
  const transaction = session.beginTransaction();
  try {
    const { records, summary } = await transaction.run(`PROFILE ${text}`, parameters);
    const isEmpty = records.length === 0 && !summary.counters.containsUpdates();
    return { hits: summary.profile === false ? Number.NaN : hitsOf(summary.profile), isEmpty };
  } finally {
    await transaction.rollback();
  }
}

const hitsOf = ({ dbHits, children }: ProfiledPlan): number =>
  neo4j.integer.toNumber(dbHits) + children.reduce((sum, child) => sum + hitsOf(child), 0);

async function readHeld(session: Session): Promise<Held> {
  const ids = async (text: string): Promise<readonly number[]> =>
    (await session.run(text)).records.map((record) => Number(record.get('id')));
  const nodes = (of: string) => ids(`MATCH ${of} RETURN id(n) AS id ORDER BY size(n.id), n.id`);
  const [shared] = await nodes("(n:Device {id: 'shared'})");
  const [seller] = await nodes("(n:Seller {id: 'big'})");
  return {
    buyers: await nodes('(n:Buyer)'),
    devices: await nodes("(n:Device) WHERE n.id <> 'shared'"),
    shared: shared ?? -1,
    seller: seller ?? -1,
    links: await ids('MATCH ()-[r:USES_DEVICE]->() RETURN id(r) AS id ORDER BY id'),
    orders: await ids('MATCH ()-[o:ORDER]->() RETURN id(o) AS id ORDER BY id'),
  };
}
