import { useMemo, useState } from 'react';
import type { Path } from '../../api/shapes.ts';
import type { NodeKey } from '../../exploration/board-state.ts';
import type { BoardStore } from '../../exploration/board-store.ts';
import type { LinkType } from '../../exploration/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import { type Expanded, putPathOnBoard, requestExpansion, requestPaths } from './board-requests.ts';

export type PathSearch = {
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly avoidHubs: boolean;
  readonly paths: readonly Path[];
};

/** What the board is doing or has just done, to be said in words. */
export type BoardTask =
  | { readonly kind: 'idle' }
  | { readonly kind: 'expanding'; readonly key: NodeKey }
  | { readonly kind: 'expanded'; readonly key: NodeKey; readonly result: Expanded }
  | { readonly kind: 'searching' }
  | { readonly kind: 'needsSelection'; readonly count: 1 | 2 }
  | { readonly kind: 'failed'; readonly error: unknown };

export type BoardActions = {
  readonly task: BoardTask;
  readonly pathSearch: PathSearch | null;
  readonly expand: (key: NodeKey, linkType?: LinkType) => void;
  readonly findPaths: (from: NodeKey, to: NodeKey, avoidHubs?: boolean) => void;
  readonly showPath: (path: Path) => void;
  readonly closePaths: () => void;
  /** Says that a command needs so many things selected. */
  readonly askToSelect: (count: 1 | 2) => void;
};

export function useBoardActionsOf(store: BoardStore): BoardActions {
  const text = useText();
  const [task, setTask] = useState<BoardTask>({ kind: 'idle' });
  const [pathSearch, setPathSearch] = useState<PathSearch | null>(null);
  const commands = useMemo(() => {
    const fail = (error: unknown) => setTask({ kind: 'failed', error });
    const showPath = (path: Path) => putPathOnBoard(store, path, text.board.pathLabel(path.length));
    return {
      showPath,
      closePaths: () => setPathSearch(null),
      askToSelect: (count: 1 | 2) => setTask({ kind: 'needsSelection', count }),
      expand: (key: NodeKey, linkType?: LinkType) => {
        setTask({ kind: 'expanding', key });
        const done = (result: Expanded) => setTask({ kind: 'expanded', key, result });
        void requestExpansion(store, key, linkType).then(done, fail);
      },
      findPaths: (from: NodeKey, to: NodeKey, avoidHubs = true) => {
        setTask({ kind: 'searching' });
        const done = (paths: readonly Path[]) => {
          setTask({ kind: 'idle' });
          setPathSearch({ from, to, avoidHubs, paths });
          const best = paths[0];
          if (best) showPath(best);
        };
        void requestPaths(from, to, avoidHubs).then(done, fail);
      },
    };
  }, [store, text]);
  return { task, pathSearch, ...commands };
}
