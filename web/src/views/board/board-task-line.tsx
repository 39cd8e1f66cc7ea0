import { FailureNotice } from '../../components/failure-notice.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardActions } from './board-context.tsx';
import styles from './board-task-line.module.css';

/** What an expansion or a path search is doing, or has just brought: nothing is added or left out silently. */
export function BoardTaskLine() {
  const text = useText();
  const { task } = useBoardActions();
  const nodes = useBoard((view) => view.nodes);
  const nameAt = (key: string) => {
    const node = nodes.get(key);
    return node ? nameOf(node) : key;
  };
  const selected = useBoard((view) => view.selection.size);
  if (task.kind === 'idle' || (task.kind === 'needsSelection' && selected >= task.count)) return null;
  if (task.kind === 'failed') return <FailureNotice error={task.error} />;
  return (
    <p className={styles['line']} role="status">
      {task.kind === 'needsSelection' && text.board.needsSelection(task.count)}
      {task.kind === 'searching' && text.board.searchingPaths}
      {task.kind === 'expanding' && text.board.expanding(nameAt(task.key))}
      {task.kind === 'expanded' && text.board.expanded(nameAt(task.key), task.result.added, task.result.omitted)}
    </p>
  );
}
