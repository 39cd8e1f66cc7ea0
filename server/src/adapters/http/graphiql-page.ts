/** The explorer page for developers, from the packages on this machine: nothing is loaded from another network. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Answer, methodNotAllowed, type Route, textAnswer } from './exchange.ts';

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>GraphiQL</title>
  <link rel="stylesheet" href="/graphiql/graphiql.css">
  <div id="graphiql" style="height: 100vh"></div>
  <script src="/graphiql/react.js"></script>
  <script src="/graphiql/react-dom.js"></script>
  <script src="/graphiql/graphiql.js"></script>
  <script src="/graphiql/start.js"></script>
</html>
`;
const START = `ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher: GraphiQL.createFetcher({ url: '/graphql' }) }),
);
`;
const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const FILES: Readonly<Record<string, { readonly from: string; readonly file: string; readonly type: string }>> = {
  '/graphiql/react.js': { from: 'react', file: 'umd/react.production.min.js', type: SCRIPT },
  '/graphiql/react-dom.js': { from: 'react-dom', file: 'umd/react-dom.production.min.js', type: SCRIPT },
  '/graphiql/graphiql.js': { from: 'graphiql', file: 'graphiql.min.js', type: SCRIPT },
  '/graphiql/graphiql.css': { from: 'graphiql', file: 'graphiql.min.css', type: 'text/css; charset=utf-8' },
};

export function createGraphiqlRoute(): Route {
  return async ({ request, path }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed('GET', 'HEAD');
    if (path === '/graphiql') return page(HTML, PAGE);
    if (path === '/graphiql/start.js') return page(SCRIPT, START);
    const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    return file === undefined
      ? textAnswer(404, 'There is no such file.')
      : page(file.type, await readFile(locate(file)));
  };
}

const page = (type: string, body: string | Buffer): Answer => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'no-cache' },
  body,
});

/** These packages export no paths but their manifests; their browser builds lie beside those. */
const locate = ({ from, file }: { readonly from: string; readonly file: string }): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${from}/package.json`)), file);
