/** The board as two tables with the same selection, the same keys and the same cuts as the picture. */
import { Tabs } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../components/format.ts';
import type { BoardLink, BoardNode } from '../exploration/board-state.ts';
import type { BoardStore, BoardView } from '../exploration/board-store.ts';
import { nameOf } from '../exploration/entity-name.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import { select, selectLink, toggleSelect } from '../exploration/look-producers.ts';
import { pictureOf } from '../exploration/picture.ts';
import { type Text, useText } from '../text/text.tsx';
import { handleCommandKey } from './board-keys.ts';
import type { Expand } from './canvas-context.tsx';
import { endsOfLink, spanOfLink, standingOfNode } from './describe.ts';
import { KindIcon } from './kind-icon.tsx';
import { SortableTable, type TableColumn } from './sortable-table.tsx';
import classes from './table-twin.module.css';

type Props = { readonly store: BoardStore; readonly onExpand: Expand };

const nodeColumns = (state: BoardView, onExpand: Expand, text: Text): readonly TableColumn<BoardNode>[] => {
  const standingOf = (node: BoardNode) => standingOfNode(node, text);
  return [
    {
      id: 'kind',
      title: text.canvas.columns.kind,
      valueOf: (node) => text.names.kind[node.kind],
      cellOf: (node) => (
        <span className={classes['kind']}>
          <KindIcon kind={node.kind} /> {text.names.kind[node.kind]}
        </span>
      ),
    },
    { id: 'name', title: text.canvas.columns.name, valueOf: nameOf, cellOf: nameOf },
    {
      id: 'id',
      title: text.canvas.columns.id,
      valueOf: (node) => node.externalId,
      cellOf: (node) => node.externalId,
    },
    { id: 'standing', title: text.canvas.columns.standing, valueOf: standingOf, cellOf: standingOf },
    {
      id: 'links',
      title: text.canvas.columns.links,
      isNumber: true,
      valueOf: (node) => node.linkCount,
      cellOf: (node) => formatCount(node.linkCount, text.language),
    },
    {
      id: 'hidden',
      title: text.canvas.columns.hidden,
      isNumber: true,
      valueOf: (node) => hiddenCount(node, state).total,
      cellOf: (node) => {
        const { total } = hiddenCount(node, state);
        if (total === 0) return formatCount(0, text.language);
        return (
          <button type="button" onClick={() => onExpand(node.key)}>
            {text.canvas.expandCount(total)}
          </button>
        );
      },
    },
  ];
};

const linkColumns = (state: BoardView, text: Text): readonly TableColumn<BoardLink>[] => {
  const fromOf = (link: BoardLink) => endsOfLink(link, state).from;
  const toOf = (link: BoardLink) => endsOfLink(link, state).to;
  const typeOf = (link: BoardLink) => text.names.linkType[link.type];
  return [
    { id: 'from', title: text.canvas.columns.from, valueOf: fromOf, cellOf: fromOf },
    { id: 'type', title: text.canvas.columns.type, valueOf: typeOf, cellOf: typeOf },
    { id: 'to', title: text.canvas.columns.to, valueOf: toOf, cellOf: toOf },
    {
      id: 'count',
      title: text.canvas.columns.count,
      isNumber: true,
      valueOf: (link) => link.count,
      cellOf: (link) => formatCount(link.count, text.language),
    },
    {
      id: 'strength',
      title: text.canvas.columns.strength,
      isNumber: true,
      valueOf: (link) => link.strength,
      cellOf: (link) => link.strength.toFixed(2),
    },
    {
      id: 'seen',
      title: text.canvas.columns.seen,
      valueOf: (link) => link.firstSeen ?? '',
      cellOf: (link) => spanOfLink(link, text),
    },
    {
      id: 'explanation',
      title: text.canvas.columns.explanation,
      valueOf: (link) => link.explanation,
      cellOf: (link) => link.explanation,
    },
  ];
};

const NodesTable = ({ store, onExpand }: Props) => {
  const text = useText();
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
      caption={text.canvas.nodesCaption(picture.nodes.length, state.nodes.size)}
      columns={nodeColumns(state, onExpand, text)}
      rows={picture.nodes}
      keyOf={(node) => node.key}
      nameOf={nameOf}
      isSelected={(node) => state.selection.has(node.key)}
      isDimmed={(node) => state.filters.focus !== null && !state.filters.focus.nodes.has(node.key)}
      onToggle={(node) => store.apply(toggleSelect(node.key))}
      onChoose={(node, isAlso) => store.apply(isAlso ? toggleSelect(node.key) : select([node.key]))}
      onKey={onKey}
    />
  );
};

const LinksTable = ({ store, onExpand }: Props) => {
  const text = useText();
  const state = useStore(store);
  const picture = pictureOf(state);
  return (
    <SortableTable
      caption={text.canvas.linksCaption(picture.links.length, state.links.size)}
      columns={linkColumns(state, text)}
      rows={picture.links}
      keyOf={(link) => link.id}
      nameOf={(link) => {
        const { from, to } = endsOfLink(link, state);
        return text.canvas.linkBetween(from, text.names.linkType[link.type], to);
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
  const text = useText();
  const picture = pictureOf(useStore(props.store));
  return (
    <Tabs defaultValue="nodes" className={classes['twin']} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="nodes">{text.canvas.nodesTab(picture.nodes.length)}</Tabs.Tab>
        <Tabs.Tab value="links">{text.canvas.linksTab(picture.links.length)}</Tabs.Tab>
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
