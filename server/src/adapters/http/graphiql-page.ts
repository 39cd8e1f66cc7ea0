/** The explorer page for developers, from the packages on this machine: nothing is loaded from another network. */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
const FILES: Readonly<Record<string, { readonly module: string; readonly type: string }>> = {
  '/graphiql/react.js': { module: 'react/umd/react.production.min.js', type: SCRIPT },
  '/graphiql/react-dom.js': { module: 'react-dom/umd/react-dom.production.min.js', type: SCRIPT },
  '/graphiql/graphiql.js': { module: 'graphiql/graphiql.min.js', type: SCRIPT },
  '/graphiql/graphiql.css': { module: 'graphiql/graphiql.min.css', type: 'text/css; charset=utf-8' },
};

export function createGraphiqlRoute(): Route {
  const { resolve } = createRequire(import.meta.url);
  return async ({ request, path }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed('GET', 'HEAD');
    if (path === '/graphiql') return page(HTML, PAGE);
    if (path === '/graphiql/start.js') return page(SCRIPT, START);
    const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    return file === undefined
      ? textAnswer(404, 'There is no such file.')
      : page(file.type, await readFile(resolve(file.module)));
  };
}

const page = (type: string, body: string | Buffer): Answer => ({
  status: 200,
  headers: { 'content-type': type, 'cache-control': 'no-cache' },
  body,
});
