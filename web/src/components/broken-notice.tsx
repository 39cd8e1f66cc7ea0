import { useText } from '../text/text.tsx';
import { Notice } from './notice.tsx';

/** A part that could not be loaded (the server was updated meanwhile) or drawn: the rest of the workbench stands. */
export function BrokenNotice() {
  const text = useText();
  const reload = { label: text.broken.reload, run: () => window.location.reload() };
  return (
    <Notice tone="alert" title={text.broken.title} action={reload}>
      {text.broken.whatToDo}
    </Notice>
  );
}
