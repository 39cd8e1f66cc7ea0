import { parseKey } from '../../api/to-board.ts';
import { useText } from '../../text/text.tsx';
import { useBoard, useBoardActions } from './board-context.tsx';
import { EntityPanel } from './entity-panel.tsx';
import { LinkPanel } from './link-panel.tsx';
import { PathsPanel } from './paths-panel.tsx';
import styles from './selected-panel.module.css';
import { SelectionPanel } from './selection-panel.tsx';

function Chosen() {
  const text = useText();
  const selection = useBoard((view) => view.selection);
  const link = useBoard((view) => (view.selectedLink === null ? undefined : view.links.get(view.selectedLink)));
  if (link) return <LinkPanel key={link.id} link={link} />;
  if (selection.size === 0) return <p className={styles['hint']}>{text.selected.nothing}</p>;
  const [first = ''] = selection;
  const ref = selection.size === 1 ? parseKey(first) : null;
  return ref ? <EntityPanel key={first} entity={ref} /> : <SelectionPanel keys={[...selection]} />;
}

/** The selected thing: an entity, a link, or several at once; and the ways between two. */
export function SelectedPanel() {
  const text = useText();
  const { pathSearch } = useBoardActions();
  return (
    <div className={styles['panel']}>
      <h2>{text.panes.selected}</h2>
      {pathSearch && <PathsPanel search={pathSearch} />}
      <Chosen />
    </div>
  );
}
