/** The tools of the board: undo, layouts, camera, and taking things out of it. */
import { Button, Group, Menu, SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { setLayout } from '../exploration/board-producers.ts';
import type { BoardStore } from '../exploration/board-store.ts';
import { LAYOUTS, parseLayout } from '../exploration/vocabulary.ts';
import { useText } from '../text/text.tsx';
import { chosenNodes, idsText, linksCsv, nodesCsv } from './board-csv.ts';
import { canvasHandle } from './canvas-handle.ts';
import { download } from './download.ts';

const CSV_TYPE = 'text/csv;charset=utf-8';

const HistoryButtons = ({ store }: { readonly store: BoardStore }) => {
  const text = useText();
  const { canUndo, canRedo, undoLabel, redoLabel } = useStore(store);
  const undoText = text.canvas.undo(undoLabel);
  const redoText = text.canvas.redo(redoLabel);
  return (
    <Button.Group>
      <Button variant="default" size="compact-sm" disabled={!canUndo} title={undoText} onClick={store.undo}>
        {text.canvas.undoShort}
      </Button>
      <Button variant="default" size="compact-sm" disabled={!canRedo} title={redoText} onClick={store.redo}>
        {text.canvas.redoShort}
      </Button>
    </Button.Group>
  );
};

const CameraButtons = ({ store }: { readonly store: BoardStore }) => {
  const text = useText();
  const commands = useStore(canvasHandle(store), (handle) => handle.commands);
  const tools = [
    { label: text.canvas.zoomOutShort, title: text.canvas.zoomOut, run: commands?.zoomOut },
    { label: text.canvas.zoomInShort, title: text.canvas.zoomIn, run: commands?.zoomIn },
    { label: text.canvas.fit, title: text.canvas.fitTitle, run: commands?.fit },
    { label: text.canvas.rearrange, title: text.canvas.rearrangeTitle, run: commands?.rearrange },
  ];
  return (
    <Button.Group>
      {tools.map(({ label, title, run }) => (
        <Button
          key={label}
          variant="default"
          size="compact-sm"
          title={title}
          aria-label={title}
          disabled={!commands}
          onClick={run}
        >
          {label}
        </Button>
      ))}
    </Button.Group>
  );
};

const ExportMenu = ({ store }: { readonly store: BoardStore }) => {
  const text = useText();
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
          {text.canvas.takeOut}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text.canvas.chosen(chosen, state.selection.size > 0)}</Menu.Label>
        <Menu.Item onClick={() => void navigator.clipboard.writeText(idsText(state))}>{text.canvas.copyIds}</Menu.Item>
        <Menu.Item onClick={() => download(new Blob([nodesCsv(state)], { type: CSV_TYPE }), 'entities.csv')}>
          {text.canvas.csvNodes}
        </Menu.Item>
        <Menu.Item onClick={() => download(new Blob([linksCsv(state)], { type: CSV_TYPE }), 'links.csv')}>
          {text.canvas.csvLinks}
        </Menu.Item>
        <Menu.Item disabled={!commands} onClick={() => void savePng()}>
          {text.canvas.png}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

export const CanvasToolbar = ({ store }: { readonly store: BoardStore }) => {
  const text = useText();
  const layout = useStore(store, (state) => state.layout);
  const choose = (value: string) => {
    const chosen = parseLayout(value);
    if (chosen) store.apply(setLayout(chosen));
  };
  return (
    <Group gap={4} role="toolbar" aria-label={text.canvas.toolbar}>
      <HistoryButtons store={store} />
      <SegmentedControl
        size="xs"
        aria-label={text.canvas.layout}
        value={layout}
        onChange={choose}
        data={LAYOUTS.map((name) => ({ value: name, label: text.canvas.layouts[name] }))}
      />
      <CameraButtons store={store} />
      <ExportMenu store={store} />
    </Group>
  );
};
