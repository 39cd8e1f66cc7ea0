/** The tools of the board: undo, layouts, camera, and taking things out of it. */
import { Button, Group, Menu, SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { setLayout } from '../exploration/board-producers.ts';
import type { BoardStore } from '../exploration/board-store.ts';
import { LAYOUTS, parseLayout } from '../exploration/vocabulary.ts';
import { canvasText } from '../text/canvas-en.ts';
import { chosenNodes, idsText, linksCsv, nodesCsv } from './board-csv.ts';
import { canvasHandle } from './canvas-handle.ts';
import { download } from './download.ts';

const CSV_TYPE = 'text/csv;charset=utf-8';

const HistoryButtons = ({ store }: { readonly store: BoardStore }) => {
  const { canUndo, canRedo, undoLabel, redoLabel } = useStore(store);
  const undoText = canvasText.undo(undoLabel);
  const redoText = canvasText.redo(redoLabel);
  return (
    <Button.Group>
      <Button variant="default" size="compact-sm" disabled={!canUndo} title={undoText} onClick={store.undo}>
        {canvasText.undoShort}
      </Button>
      <Button variant="default" size="compact-sm" disabled={!canRedo} title={redoText} onClick={store.redo}>
        {canvasText.redoShort}
      </Button>
    </Button.Group>
  );
};

const CameraButtons = ({ store }: { readonly store: BoardStore }) => {
  const commands = useStore(canvasHandle(store), (handle) => handle.commands);
  const tools = [
    { text: canvasText.zoomOutShort, title: canvasText.zoomOut, run: commands?.zoomOut },
    { text: canvasText.zoomInShort, title: canvasText.zoomIn, run: commands?.zoomIn },
    { text: canvasText.fit, title: canvasText.fitTitle, run: commands?.fit },
    { text: canvasText.rearrange, title: canvasText.rearrangeTitle, run: commands?.rearrange },
  ];
  return (
    <Button.Group>
      {tools.map(({ text, title, run }) => (
        <Button
          key={text}
          variant="default"
          size="compact-sm"
          title={title}
          aria-label={title}
          disabled={!commands}
          onClick={run}
        >
          {text}
        </Button>
      ))}
    </Button.Group>
  );
};

const ExportMenu = ({ store }: { readonly store: BoardStore }) => {
  const state = useStore(store);
  const commands = useStore(canvasHandle(store), (handle) => handle.commands);
  const savePng = async () => {
    const png = await commands?.toPng();
    if (png) download(png, 'board.png');
  };
  const chosen = chosenNodes(state).length;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" size="compact-sm">
          {canvasText.takeOut}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{canvasText.chosen(chosen, state.selection.size > 0)}</Menu.Label>
        <Menu.Item onClick={() => void navigator.clipboard.writeText(idsText(state))}>{canvasText.copyIds}</Menu.Item>
        <Menu.Item onClick={() => download(new Blob([nodesCsv(state)], { type: CSV_TYPE }), 'entities.csv')}>
          {canvasText.csvNodes}
        </Menu.Item>
        <Menu.Item onClick={() => download(new Blob([linksCsv(state)], { type: CSV_TYPE }), 'links.csv')}>
          {canvasText.csvLinks}
        </Menu.Item>
        <Menu.Item disabled={!commands} onClick={() => void savePng()}>
          {canvasText.png}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

export const CanvasToolbar = ({ store }: { readonly store: BoardStore }) => {
  const layout = useStore(store, (state) => state.layout);
  const choose = (value: string) => {
    const chosen = parseLayout(value);
    if (chosen) store.apply(setLayout(chosen));
  };
  return (
    <Group gap={4} role="toolbar" aria-label={canvasText.toolbar}>
      <HistoryButtons store={store} />
      <SegmentedControl
        size="xs"
        aria-label={canvasText.layout}
        value={layout}
        onChange={choose}
        data={LAYOUTS.map((name) => ({ value: name, label: canvasText.layouts[name] }))}
      />
      <CameraButtons store={store} />
      <ExportMenu store={store} />
    </Group>
  );
};
