/** Every cut is a sentence, with a button where something can be done about it. */
import { useStore } from 'zustand';
import { showHidden } from '../exploration/board-producers.ts';
import { clearFilters, clearFocus } from '../exploration/look-producers.ts';
import { useText } from '../text/text.tsx';
import { useScene } from './canvas-context.tsx';
import { canvasHandle } from './canvas-handle.ts';
import classes from './graph-canvas.module.css';

const Note = ({
  sentence,
  action,
}: {
  sentence: string;
  action?: { readonly text: string; readonly run: () => void };
}) => (
  <div className={classes['note']}>
    <span>{sentence}</span>
    {action && (
      <button type="button" onClick={action.run}>
        {action.text}
      </button>
    )}
  </div>
);

export const CanvasNotes = () => {
  const text = useText();
  const { store, state, picture } = useScene();
  const isArranging = useStore(canvasHandle(store), (handle) => handle.isArranging);
  const { focus } = state.filters;
  return (
    <div className={classes['notes']} role="status">
      {state.nodes.size === 0 && <Note sentence={text.canvas.emptyBoard} />}
      {isArranging && <Note sentence={text.canvas.arranging} />}
      {focus && (
        <Note
          sentence={text.canvas.inFocus(focus.label)}
          action={{ text: text.canvas.showAll, run: () => store.apply(clearFocus()) }}
        />
      )}
      {(picture.leftOut.nodes > 0 || picture.leftOut.links > 0) && (
        <Note sentence={text.canvas.leftOut(picture.leftOut, picture.nodes.length, picture.links.length)} />
      )}
      {state.cut && <Note sentence={text.canvas.cut(state.cut.omittedNodes)} />}
      {picture.foldedNodes > 0 && <Note sentence={text.canvas.folded(picture.foldedNodes)} />}
      {picture.filteredNodes > 0 && (
        <Note
          sentence={text.canvas.filtered(picture.filteredNodes)}
          action={{ text: text.canvas.clearFilters, run: () => store.apply(clearFilters()) }}
        />
      )}
      {picture.hiddenNodes > 0 && (
        <Note
          sentence={text.canvas.hiddenByHand(picture.hiddenNodes)}
          action={{ text: text.canvas.showHidden, run: () => store.apply(showHidden()) }}
        />
      )}
    </div>
  );
};
