import { Button } from '@mantine/core';
import { toBoardNode, toKey } from '../../api/to-board.ts';
import type { EntityFacts } from '../../api/use-entity.ts';
import { formatCount } from '../../components/format.ts';
import { hiddenCount } from '../../exploration/hidden-count.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardActions } from './board-context.tsx';
import styles from './selected-panel.module.css';

/** Links by type: how many there are, and how many an expansion of that type would add. */
export function LinksByType({ facts }: { readonly facts: EntityFacts }) {
  const text = useText();
  const { expand, task } = useBoardActions();
  const links = useBoard((view) => view.links);
  const key = toKey(facts);
  const hidden = hiddenCount(toBoardNode(facts), { links });
  const hiddenOf = new Map(hidden.byType.map(({ type, count }) => [type, count]));
  const isBusy = task.kind === 'expanding';
  return (
    <>
      <h3>{text.selected.links(facts.linkCount)}</h3>
      <ul className={styles['list']}>
        {facts.linkCounts.map(({ type, count }) => (
          <li key={type}>
            <span>
              {text.names.linkType[type]} <span className={styles['count']}>{formatCount(count, text.language)}</span>
            </span>
            {hiddenOf.has(type) && (
              <Button variant="default" size="compact-xs" disabled={isBusy} onClick={() => expand(key, type)}>
                {text.selected.expandMore(hiddenOf.get(type) ?? 0)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {hidden.total > 0 && hidden.byType.length > 1 && (
        <div className={styles['actions']}>
          <Button variant="default" size="compact-xs" disabled={isBusy} onClick={() => expand(key)}>
            {text.selected.expandAll(hidden.total)}
          </Button>
        </div>
      )}
    </>
  );
}
