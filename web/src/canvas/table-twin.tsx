/** The board as two tables with the same selection, the same keys and the same cuts as the picture. */
import { Tabs } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { BoardLink, BoardNode } from '../exploration/board-state.ts';
import type { BoardStore, BoardView } from '../exploration/board-store.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import { select, selectLink, toggleSelect } from '../exploration/look-producers.ts';
import { pictureOf } from '../exploration/picture.ts';
import { canvasText } from '../text/canvas-en.ts';
import { handleCommandKey } from './board-keys.ts';
import type { Expand } from './canvas-context.tsx';
import { endsOfLink, nameOfNode, spanOfLink, standingOfNode } from './describe.ts';
import { KindIcon } from './kind-icon.tsx';
import { SortableTable, type TableColumn } from './sortable-table.tsx';
import classes from './table-twin.module.css';

type Props = { readonly store: BoardStore; readonly onExpand: Expand };

const nodeColumns = (state: BoardView, onExpand: Expand): readonly TableColumn<BoardNode>[] => [
  {
    id: 'kind',
    title: canvasText.columns.kind,
    valueOf: (node) => canvasText.kinds[node.kind],
    cellOf: (node) => (
      <span className={classes['kind']}>
        <KindIcon kind={node.kind} /> {canvasText.kinds[node.kind]}
      </span>
    ),
  },
  { id: 'name', title: canvasText.columns.name, valueOf: nameOfNode, cellOf: nameOfNode },
  {
    id: 'id',
    title: canvasText.columns.id,
    valueOf: (node) => node.externalId,
    cellOf: (node) => node.externalId,
  },
  { id: 'standing', title: canvasText.columns.standing, valueOf: standingOfNode, cellOf: standingOfNode },
  {
    id: 'links',
    title: canvasText.columns.links,
    isNumber: true,
    valueOf: (node) => node.linkCount,
    cellOf: (node) => canvasText.number.format(node.linkCount),
  },
  {
    id: 'hidden',
    title: canvasText.columns.hidden,
    isNumber: true,
    valueOf: (node) => hiddenCount(node, state).total,
    cellOf: (node) => {
      const { total } = hiddenCount(node, state);
      if (total === 0) return canvasText.number.format(0);
      return (
        <button type="button" onClick={() => onExpand(node.key)}>
          {canvasText.expandCount(total)}
        </button>
      );
    },
  },
];

const linkColumns = (state: BoardView): readonly TableColumn<BoardLink>[] => {
  const fromOf = (link: BoardLink) => endsOfLink(link, state).from;
  const toOf = (link: BoardLink) => endsOfLink(link, state).to;
  const typeOf = (link: BoardLink) => canvasText.linkTypes[link.type];
  return [
    { id: 'from', title: canvasText.columns.from, valueOf: fromOf, cellOf: fromOf },
    { id: 'type', title: canvasText.columns.type, valueOf: typeOf, cellOf: typeOf },
    { id: 'to', title: canvasText.columns.to, valueOf: toOf, cellOf: toOf },
    {
      id: 'count',
      title: canvasText.columns.count,
      isNumber: true,
      valueOf: (link) => link.count,
      cellOf: (link) => canvasText.number.format(link.count),
    },
    {
      id: 'strength',
      title: canvasText.columns.strength,
      isNumber: true,
      valueOf: (link) => link.strength,
      cellOf: (link) => link.strength.toFixed(2),
    },
    { id: 'seen', title: canvasText.columns.seen, valueOf: (link) => link.firstSeen ?? '', cellOf: spanOfLink },
    {
      id: 'explanation',
      title: canvasText.columns.explanation,
      valueOf: (link) => link.explanation,
      cellOf: (link) => link.explanation,
    },
  ];
};

const NodesTable = ({ store, onExpand }: Props) => {
  const state = useStore(store);
  const picture = pictureOf(state);
  const onKey = (node: BoardNode, event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      store.apply(select([node.key]));
      return true;
    }
    // A key on a row is meant for that row, unless the row is one of several chosen.
    if (/^[echp]$/.test(event.key) && !state.selection.has(node.key)) store.apply(select([node.key]));
    return handleCommandKey(store, onExpand, event);
  };
  return (
    <SortableTable
      caption={canvasText.nodesCaption(picture.nodes.length, state.nodes.size)}
      columns={nodeColumns(state, onExpand)}
      rows={picture.nodes}
      keyOf={(node) => node.key}
      nameOf={nameOfNode}
      isSelected={(node) => state.selection.has(node.key)}
      isDimmed={(node) => state.filters.focus !== null && !state.filters.focus.nodes.has(node.key)}
      onToggle={(node) => store.apply(toggleSelect(node.key))}
      onChoose={(node, isAlso) => store.apply(isAlso ? toggleSelect(node.key) : select([node.key]))}
      onKey={onKey}
    />
  );
};

const LinksTable = ({ store, onExpand }: Props) => {
  const state = useStore(store);
  const picture = pictureOf(state);
  return (
    <SortableTable
      caption={canvasText.linksCaption(picture.links.length, state.links.size)}
      columns={linkColumns(state)}
      rows={picture.links}
      keyOf={(link) => link.id}
      nameOf={(link) => {
        const { from, to } = endsOfLink(link, state);
        return canvasText.linkBetween(from, canvasText.linkTypes[link.type], to);
      }}
      isSelected={(link) => state.selectedLink === link.id}
      isDimmed={(link) => state.filters.focus !== null && !state.filters.focus.links.has(link.id)}
      onToggle={(link) => store.apply(selectLink(state.selectedLink === link.id ? null : link.id))}
      onChoose={(link) => store.apply(selectLink(link.id))}
      onKey={(_, event) => handleCommandKey(store, onExpand, event)}
    />
  );
};

export const TableTwin = (props: Props) => {
  const picture = pictureOf(useStore(props.store));
  return (
    <Tabs defaultValue="nodes" className={classes['twin']} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="nodes">{canvasText.nodesTab(picture.nodes.length)}</Tabs.Tab>
        <Tabs.Tab value="links">{canvasText.linksTab(picture.links.length)}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="nodes">
        <NodesTable {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="links">
        <LinksTable {...props} />
      </Tabs.Panel>
    </Tabs>
  );
};
