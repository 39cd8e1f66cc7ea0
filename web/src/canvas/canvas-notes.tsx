/** Every cut is a sentence, with a button where something can be done about it. */
import { useStore } from 'zustand';
import { showHidden } from '../exploration/board-producers.ts';
import { clearFilters, clearFocus } from '../exploration/look-producers.ts';
import { canvasText } from '../text/canvas-en.ts';
import { useScene } from './canvas-context.tsx';
import { canvasHandle } from './canvas-handle.ts';
import classes from './graph-canvas.module.css';

const Note = ({ text, action }: { text: string; action?: { readonly text: string; readonly run: () => void } }) => (
  <div className={classes['note']}>
    <span>{text}</span>
    {action && (
      <button type="button" onClick={action.run}>
        {action.text}
      </button>
    )}
  </div>
);

export const CanvasNotes = () => {
  const { store, state, picture } = useScene();
  const isArranging = useStore(canvasHandle(store), (handle) => handle.isArranging);
  const { focus } = state.filters;
  return (
    <div className={classes['notes']} role="status">
      {state.nodes.size === 0 && <Note text={canvasText.emptyBoard} />}
      {isArranging && <Note text={canvasText.arranging} />}
      {focus && (
        <Note
          text={canvasText.inFocus(focus.label)}
          action={{ text: canvasText.showAll, run: () => store.apply(clearFocus()) }}
        />
      )}
      {(picture.leftOut.nodes > 0 || picture.leftOut.links > 0) && (
        <Note text={canvasText.leftOut(picture.leftOut, picture.nodes.length, picture.links.length)} />
      )}
      {state.cut && <Note text={canvasText.cut(state.cut.omittedNodes)} />}
      {picture.foldedNodes > 0 && <Note text={canvasText.folded(picture.foldedNodes)} />}
      {picture.filteredNodes > 0 && (
        <Note
          text={canvasText.filtered(picture.filteredNodes)}
          action={{ text: canvasText.clearFilters, run: () => store.apply(clearFilters()) }}
        />
      )}
      {picture.hiddenNodes > 0 && (
        <Note
          text={canvasText.hiddenByHand(picture.hiddenNodes)}
          action={{ text: canvasText.showHidden, run: () => store.apply(showHidden()) }}
        />
      )}
    </div>
  );
};
