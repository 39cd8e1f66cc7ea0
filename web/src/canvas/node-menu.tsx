/** What can be done with a node, where it was clicked: the same as by key, with the number each would bring. */
import { Menu } from '@mantine/core';
import { collapse, collapsibleCount, hide, toggleHub } from '../exploration/board-producers.ts';
import { nameOf } from '../exploration/entity-name.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import { isHub } from '../exploration/hub.ts';
import { useText } from '../text/text.tsx';
import { togglePin } from './board-keys.ts';
import { useScene } from './canvas-context.tsx';
import type { OpenMenu } from './controllers/events-controller.tsx';

export const NodeMenu = ({ menu, onClose }: { readonly menu: OpenMenu; readonly onClose: () => void }) => {
  const text = useText();
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
        <Menu.Label>{nameOf(node)}</Menu.Label>
        <Menu.Item onClick={() => onExpand(key)}>{text.canvas.expandAll(hidden.total)}</Menu.Item>
        {hidden.byType.slice(0, 6).map(({ type, count }) => (
          <Menu.Item key={type} pl={28} onClick={() => onExpand(key, type)}>
            {text.canvas.expandType(text.names.linkType[type], count)}
          </Menu.Item>
        ))}
        {isHub(node) && (
          <Menu.Item onClick={() => store.apply(toggleHub(key))}>
            {state.openedHubs.has(key) ? text.canvas.foldHub : text.canvas.openHub}
          </Menu.Item>
        )}
        {collapsible > 0 && (
          <Menu.Item onClick={() => store.apply(collapse(key))}>{text.canvas.collapse(collapsible)}</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => togglePin(store, [key])}>
          {state.pinned.has(key) ? text.canvas.unpin : text.canvas.pin}
        </Menu.Item>
        <Menu.Item onClick={() => store.apply(hide([key]))}>{text.canvas.hide}</Menu.Item>
        <Menu.Item onClick={() => void navigator.clipboard.writeText(node.externalId)}>{text.canvas.copyId}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
