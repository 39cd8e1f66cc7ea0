/** What can be done with a node, where it was clicked: the same as by key, with the number each would bring. */
import { Menu } from '@mantine/core';
import { collapse, collapsibleCount, hide, toggleHub } from '../exploration/board-producers.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import { isHub } from '../exploration/hub.ts';
import { canvasText } from '../text/canvas-en.ts';
import { togglePin } from './board-keys.ts';
import { useScene } from './canvas-context.tsx';
import type { OpenMenu } from './controllers/events-controller.tsx';
import { nameOfNode } from './describe.ts';

export const NodeMenu = ({ menu, onClose }: { readonly menu: OpenMenu; readonly onClose: () => void }) => {
  const { store, state, onExpand } = useScene();
  const node = state.nodes.get(menu.key);
  if (!node) return null;
  const { key } = node;
  const hidden = hiddenCount(node, state);
  const collapsible = collapsibleCount(state, key);
  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal={false} trapFocus>
      <Menu.Target>
        <span style={{ position: 'absolute', left: menu.at.x, top: menu.at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{nameOfNode(node)}</Menu.Label>
        <Menu.Item onClick={() => onExpand(key)}>{canvasText.expandAll(hidden.total)}</Menu.Item>
        {hidden.byType.slice(0, 6).map(({ type, count }) => (
          <Menu.Item key={type} pl={28} onClick={() => onExpand(key, type)}>
            {canvasText.expandType(canvasText.linkTypes[type], count)}
          </Menu.Item>
        ))}
        {isHub(node) && (
          <Menu.Item onClick={() => store.apply(toggleHub(key))}>
            {state.openedHubs.has(key) ? canvasText.foldHub : canvasText.openHub}
          </Menu.Item>
        )}
        {collapsible > 0 && (
          <Menu.Item onClick={() => store.apply(collapse(key))}>{canvasText.collapse(collapsible)}</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => togglePin(store, [key])}>
          {state.pinned.has(key) ? canvasText.unpin : canvasText.pin}
        </Menu.Item>
        <Menu.Item onClick={() => store.apply(hide([key]))}>{canvasText.hide}</Menu.Item>
        <Menu.Item onClick={() => void navigator.clipboard.writeText(node.externalId)}>{canvasText.copyId}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
