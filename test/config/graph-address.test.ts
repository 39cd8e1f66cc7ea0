import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/src/config.ts';

const PASSWORD = 'not-to-be-printed';
const login = { CLEWLINE_GRAPH_PASSWORD: PASSWORD };

const read = (environment: Readonly<Record<string, string>>) => readConfig(environment);
const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  const result = read(environment);
  return result.ok ? [] : result.problems;
};

describe('the address of the graph store', () => {
  it.each([
    'neo4j://db',
    'neo4j+s://db.example:7687',
    'neo4j+ssc://db',
    'bolt://127.0.0.1:7687',
    'bolt+s://db/',
    'bolt+ssc://[::1]',
  ])('may be %s, with the login beside it', (url) => {
    const expected = {
      kind: 'neo4j',
      url: url.replace(/\/$/, ''),
      user: 'neo4j',
      password: PASSWORD,
      database: 'fraud',
    };
    expect(read({ CLEWLINE_GRAPH_URL: url, CLEWLINE_GRAPH_DATABASE: 'fraud', ...login })).toMatchObject({
      ok: true,
      config: { graph: expected },
    });
  });

  it.each(['http://db', 'neo4j://', 'bolt://', 'neo4j+tls://db', 'neo4j:db', 'file:', 'neo4j://db:99999'])(
    'may not be %s',
    (url) => {
      expect(problemsOf({ CLEWLINE_GRAPH_URL: url, ...login }).join()).toContain(
        'CLEWLINE_GRAPH_URL: must be file:PATH',
      );
    },
  );

  it.each([`neo4j://neo4j:${PASSWORD}@db`, `bolt://${PASSWORD}@db`])(
    'may hold no login, which is not repeated',
    (url) => {
      const text = problemsOf({ CLEWLINE_GRAPH_URL: url, ...login }).join();
      expect(text).toContain('CLEWLINE_GRAPH_URL: holds a user or a password');
      expect(text).not.toContain(PASSWORD);
    },
  );

  it('ends after host and port', () => {
    expect(problemsOf({ CLEWLINE_GRAPH_URL: 'neo4j://db/fraud', ...login }).join()).toContain(
      'database has a variable',
    );
    expect(problemsOf({ CLEWLINE_GRAPH_URL: 'neo4j://db?policy=eu', ...login }).join()).toContain(
      'must end after the host',
    );
  });

  it('of a Neo4j needs a password, told together with every other mistake', () => {
    const text = problemsOf({ CLEWLINE_GRAPH_URL: 'neo4j://db', CLEWLINE_PORT: 'many' }).join('\n');
    expect(text).toContain('needs a password');
    expect(text).toContain('CLEWLINE_PORT');
  });

  it('is a file where nothing is said, and --from has the same login unless it has its own', () => {
    expect(read({ CLEWLINE_DATA_DIR: '/srv/clewline' })).toMatchObject({
      config: { graph: { kind: 'sqlite', path: '/srv/clewline/graph.sqlite' } },
    });
    expect(read({ ...login, CLEWLINE_FROM_USER: 'reader' })).toMatchObject({
      config: { fromLogin: { user: 'reader', password: PASSWORD, database: 'neo4j' } },
    });
  });
});
