import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/text.tsx';

/** Nothing to show: because of the filter, or because there is nothing yet. */
export function NoRings({ filtered, clear }: { readonly filtered: boolean; readonly clear: () => void }) {
  const text = useText();
  if (filtered) {
    return (
      <Notice title={text.rings.noneMatch} action={{ label: text.rings.clearFilter, run: clear }}>
        {text.rings.noneMatchWhatToDo}
      </Notice>
    );
  }
  return (
    <Notice title={text.rings.none}>
      <p>{text.rings.importYours}</p>
      <p>
        <code>npx pnpm@12.21.0 clewline import PATH</code>
        <br />
        <code>npx pnpm@12.21.0 clewline detect</code>
      </p>
      <p>
        {text.rings.orDemo} <code>npx pnpm@12.21.0 start</code>
      </p>
    </Notice>
  );
}
