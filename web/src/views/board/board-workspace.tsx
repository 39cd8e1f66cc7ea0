/** The four panes around one board: why, the picture, the selected thing, and the same facts as rows. */
import { Tabs } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { useKeys } from '../../app/keyboard.ts';
import { moveRowFocus } from '../../app/row-focus.ts';
import { handleCommandKey } from '../../canvas/board-keys.ts';
import { BrokenNotice } from '../../components/broken-notice.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Loading } from '../../components/loading.tsx';
import { Panes } from '../../components/panes.tsx';
import { clearFocus, clearSelection } from '../../exploration/look-producers.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardActions, useBoardStore } from './board-context.tsx';
import { BoardPicture } from './board-picture.tsx';
import styles from './board-workspace.module.css';
import { LazyTableTwin } from './lazy-canvas.tsx';
import { SelectedPanel } from './selected-panel.tsx';

export type BoardTab = { readonly id: string; readonly label: string; readonly content: ReactNode };

const TWIN = 'twin';
const CANVAS_KEYS = ['z', 'Shift+z', '1', '2', '3', '4', '0', '+', '-', 'Escape'] as const;
/** These act on what is selected, and say so when nothing is. */
const SELECTION_KEYS = ['e', 'c', 'h', 'p'] as const;

/** Moves through the rows of the open tab and selects the one reached, or adds it; boxes of the tables are only reached. */
function moveThroughRows(by: number, isAlso: boolean): void {
  const rows = document.querySelectorAll<HTMLElement>('[data-rows] [data-row-key]');
  const reached = moveRowFocus([...rows], by);
  if (reached instanceof HTMLButtonElement) {
    reached.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: isAlso }));
  }
}

type Props = {
  readonly name: string;
  readonly left: ReactNode;
  readonly tabs: readonly BoardTab[];
  readonly tab: string;
  readonly onTab: (id: string) => void;
  /** Drawn in the picture's place until the board is filled: loading, or why there is none. */
  readonly waiting: ReactNode | null;
  /** Sentences over the picture: cuts, and what a link could not restore. */
  readonly sentences?: ReactNode;
};

function useBoardKeys(props: Props): void {
  const store = useBoardStore();
  const { findPaths, expand, askToSelect } = useBoardActions();
  const first = props.tabs[0]?.id ?? TWIN;
  // The canvas answers its own keys while it has the focus; everywhere else on the page they mean the same.
  const onCanvasKey = (event: KeyboardEvent) => void handleCommandKey(store, expand, event);
  const onSelectionKey = (event: KeyboardEvent) => {
    if (store.getState().selection.size === 0) askToSelect(1);
    else onCanvasKey(event);
  };
  useKeys({
    f: () => {
      const [from, to] = [...store.getState().selection];
      if (from && to) findPaths(from, to);
      else askToSelect(2);
    },
    j: () => moveThroughRows(1, false),
    k: () => moveThroughRows(-1, false),
    'Shift+j': () => moveThroughRows(1, true),
    'Shift+k': () => moveThroughRows(-1, true),
    t: () => props.onTab(props.tab === TWIN ? first : TWIN),
    x: () => {
      store.apply(clearFocus());
      store.apply(clearSelection());
    },
    ...Object.fromEntries(CANVAS_KEYS.map((name) => [name, onCanvasKey])),
    ...Object.fromEntries(SELECTION_KEYS.map((name) => [name, onSelectionKey])),
  });
}

export function BoardWorkspace(props: Props) {
  const text = useText();
  const store = useBoardStore();
  const { expand, pathSearch } = useBoardActions();
  const isNothingSelected = useBoard((view) => view.selection.size === 0 && view.selectedLink === null);
  const isEmpty = useBoard((view) => view.nodes.size === 0);
  useBoardKeys(props);
  const { tabs, tab, onTab, waiting } = props;
  const chosen = tab === TWIN || tabs.some(({ id }) => id === tab) ? tab : (tabs[0]?.id ?? TWIN);
  return (
    <Panes
      name={props.name}
      left={props.left}
      centre={waiting ?? <BoardPicture sentences={props.sentences} />}
      right={<SelectedPanel />}
      isRightEmpty={isNothingSelected && pathSearch === null}
      bottom={
        <Tabs
          data-rows
          value={chosen}
          onChange={(id) => id !== null && onTab(id)}
          keepMounted={false}
          classNames={styles}
        >
          <Tabs.List aria-label={text.panes.rows}>
            {tabs.map(({ id, label }) => (
              <Tabs.Tab key={id} value={id}>
                {label}
              </Tabs.Tab>
            ))}
            <Tabs.Tab value={TWIN}>{text.board.twin}</Tabs.Tab>
          </Tabs.List>
          {tabs.map(({ id, content }) => (
            <Tabs.Panel key={id} value={id}>
              {content}
            </Tabs.Panel>
          ))}
          <Tabs.Panel value={TWIN}>
            <ErrorBoundary fallback={<BrokenNotice />}>
              {/* Its own boundary: loading the tables must not take the page away around them. */}
              <Suspense fallback={<Loading label={text.common.loading} />}>
                {!isEmpty && <LazyTableTwin store={store} onExpand={expand} />}
              </Suspense>
            </ErrorBoundary>
          </Tabs.Panel>
        </Tabs>
      }
    />
  );
}
