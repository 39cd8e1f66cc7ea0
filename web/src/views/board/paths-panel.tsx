import { Button } from '@mantine/core';
import type { Path } from '../../api/shapes.ts';
import { PathLine } from '../../components/path-line.tsx';
import { nameOf } from '../../exploration/entity-name.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardActions } from './board-context.tsx';
import styles from './selected-panel.module.css';
import type { PathSearch } from './use-board-actions.ts';

const keyOf = (path: Path): string => path.links.map((link) => link.id).join(' ');

/** The ways between two things, strongest evidence first; hubs only when asked for. */
export function PathsPanel({ search }: { readonly search: PathSearch }) {
  const text = useText();
  const { showPath, closePaths, findPaths } = useBoardActions();
  const nodes = useBoard((view) => view.nodes);
  const nameAt = (key: string) => {
    const node = nodes.get(key);
    return node ? nameOf(node) : key;
  };
  return (
    <section aria-label={text.paths.title} className={styles['ends']}>
      <h3>{text.paths.between(nameAt(search.from), nameAt(search.to))}</h3>
      {search.paths.length === 0 && <p className={styles['hint']}>{text.paths.none(search.avoidHubs)}</p>}
      {search.paths.map((path) => (
        <PathLine key={keyOf(path)} path={path} show={() => showPath(path)} />
      ))}
      <div className={styles['actions']}>
        {search.avoidHubs && (
          <Button variant="default" size="compact-xs" onClick={() => findPaths(search.from, search.to, false)}>
            {text.paths.withHubs}
          </Button>
        )}
        <Button variant="subtle" size="compact-xs" onClick={closePaths}>
          {text.common.close}
        </Button>
      </div>
    </section>
  );
}
