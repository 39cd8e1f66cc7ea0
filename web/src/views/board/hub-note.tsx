import { Button } from '@mantine/core';
import { toggleHub } from '../../exploration/board-producers.ts';
import type { BoardNode } from '../../exploration/board-state.ts';
import { hubThreshold, isHub } from '../../exploration/hub.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardStore } from './board-context.tsx';
import styles from './selected-panel.module.css';

/** Why a widely used identifier is folded on the canvas, and how to open it. */
export function HubNote({ node }: { readonly node: BoardNode }) {
  const text = useText();
  const store = useBoardStore();
  const isOpen = useBoard((view) => view.openedHubs.has(node.key));
  if (!isHub(node)) return null;
  return (
    <>
      <p className={styles['hint']}>{text.selected.hub(node.linkCount, hubThreshold(node.kind))}</p>
      <div className={styles['actions']}>
        <Button variant="default" size="compact-xs" onClick={() => store.apply(toggleHub(node.key))}>
          {isOpen ? text.selected.foldHub : text.selected.openHub}
        </Button>
      </div>
    </>
  );
}
