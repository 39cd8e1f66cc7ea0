import { Button } from '@mantine/core';
import { parseKey } from '../../api/to-board.ts';
import { EntityName } from '../../components/entity-name.tsx';
import type { NodeKey } from '../../exploration/board-state.ts';
import { select } from '../../exploration/look-producers.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardActions, useBoardStore } from './board-context.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './selected-panel.module.css';

const LISTED = 100;

/** Several things at once: copy their ids, keep one, or ask how two of them are connected. */
export function SelectionPanel({ keys }: { readonly keys: readonly NodeKey[] }) {
  const text = useText();
  const store = useBoardStore();
  const nodes = useBoard((view) => view.nodes);
  const { findPaths, task } = useBoardActions();
  const [from, to] = keys;
  const ids = keys.map((key) => parseKey(key)?.externalId ?? key);
  return (
    <>
      <p className={styles['name']}>{text.selected.several(keys.length)}</p>
      <div className={styles['actions']}>
        <CopyButton value={ids.join('\n')} label={text.selected.copyIds} />
        {keys.length === 2 && from && to && (
          <Button
            variant="default"
            size="compact-xs"
            loading={task.kind === 'searching'}
            onClick={() => findPaths(from, to)}
          >
            {text.selected.findPaths}
          </Button>
        )}
      </div>
      <ul className={styles['list']}>
        {keys.slice(0, LISTED).map((key) => {
          const node = nodes.get(key);
          return (
            <li key={key}>
              {node ? <EntityName entity={node} plain /> : key}
              <Button variant="subtle" size="compact-xs" onClick={() => store.apply(select([key]))}>
                {text.selected.only}
              </Button>
            </li>
          );
        })}
      </ul>
      {keys.length > LISTED && <p className={styles['hint']}>{text.selected.notListed(keys.length - LISTED)}</p>}
    </>
  );
}
