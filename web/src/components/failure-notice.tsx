import { toApiFailure } from '../api/graphql.ts';
import { type Text, useText } from '../text/text.tsx';
import { Notice } from './notice.tsx';

type Props = { readonly error: unknown; readonly retry?: () => void };

type Titles = Text['failure'];

function titleOf(code: string, titles: Titles): string {
  if (code === 'INVALID_ARGUMENT') return titles.mistaken;
  return code === 'CHANGED_MEANWHILE' ? titles.changed : titles.refused;
}

/** One place where a failed question becomes a sentence: what happened and what to do. */
export function FailureNotice({ error, retry }: Props) {
  const text = useText();
  const failure = toApiFailure(error);
  const action = retry ? { action: { label: text.common.tryAgain, run: retry } } : {};
  if (failure.kind === 'signedOut') {
    return (
      <Notice tone="alert" title={text.signIn.title} {...action}>
        {text.signIn.short}
      </Notice>
    );
  }
  if (failure.kind === 'unreachable') {
    return (
      <Notice tone="alert" title={text.failure.unreachable} {...action}>
        {text.failure.unreachableWhatToDo}
      </Notice>
    );
  }
  return (
    <Notice tone="alert" title={titleOf(failure.code, text.failure)} {...action}>
      {failure.message} <code>{failure.code}</code>
    </Notice>
  );
}
