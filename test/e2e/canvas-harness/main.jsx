/** The canvas alone on a page, fed with made-up boards, for measuring and looking. */
import '../../../web/node_modules/@mantine/core/styles.css';
import { MantineProvider } from '../../../web/node_modules/@mantine/core/esm/index.mjs';
import { createRoot } from '../../../web/node_modules/react-dom/client.js';
import { canvasHandle } from '../../../web/src/canvas/canvas-handle.ts';
import { GraphCanvas } from '../../../web/src/canvas/graph-canvas.tsx';
import { Legend } from '../../../web/src/canvas/legend.tsx';
import { TableTwin } from '../../../web/src/canvas/table-twin.tsx';
import { CanvasToolbar } from '../../../web/src/canvas/toolbar.tsx';
import { addSubgraph, setLayout } from '../../../web/src/exploration/board-producers.ts';
import { createBoardStore } from '../../../web/src/exploration/board-store.ts';
import { clearFocus, focusEvidence, select } from '../../../web/src/exploration/look-producers.ts';
import { pictureOf } from '../../../web/src/exploration/picture.ts';
import { cssVariablesResolver, theme as tokens } from '../../../web/src/theme.ts';
import { makeBoard, makeNeighbours } from './made-up-board.js';

const parameters = new URLSearchParams(location.search);
const number = (name, fallback) => Number(parameters.get(name) ?? fallback);
const theme = parameters.get('theme') === 'dark' ? 'dark' : 'light';

const store = createBoardStore();
store.apply(addSubgraph(makeBoard({ nodes: number('nodes', 40), links: number('links', 90) })));

const onExpand = (key) => {
  const parent = store.getState().nodes.get(key);
  if (parent) store.apply(addSubgraph({ ...makeNeighbours(parent, 8), parent: key }));
};

window.harness = {
  store,
  picture: () => pictureOf(store.getState()),
  handle: () => canvasHandle(store).getState(),
  select: (keys) => store.apply(select(keys)),
  focus: (focus) => store.apply(focus ? focusEvidence(focus) : clearFocus()),
  setLayout: (layout) => store.apply(setLayout(layout)),
  expand: onExpand,
  screenPlaceOf: (key) => canvasHandle(store).getState().commands.screenPlaceOf(key),
};

createRoot(document.getElementById('root')).render(
  <MantineProvider theme={tokens} cssVariablesResolver={cssVariablesResolver} forceColorScheme={theme}>
    <div style={{ display: 'flex', flexDirection: 'column', gap: 8, height: '100vh', padding: 8 }}>
      <CanvasToolbar store={store} />
      <div style={{ flex: 1, minHeight: 0 }}>
        <GraphCanvas store={store} onExpand={onExpand} theme={theme} />
      </div>
      <Legend store={store} />
      {parameters.has('table') && (
        <div style={{ height: 300 }}>
          <TableTwin store={store} onExpand={onExpand} />
        </div>
      )}
    </div>
  </MantineProvider>,
);
