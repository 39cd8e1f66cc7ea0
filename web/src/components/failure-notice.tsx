import { toApiFailure } from '../api/graphql.ts';
import { useText } from '../text/text.tsx';
import { Notice } from './notice.tsx';

type Props = { readonly error: unknown; readonly retry?: () => void };

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
    <Notice
      tone="alert"
      title={failure.code === 'INVALID_ARGUMENT' ? text.failure.mistaken : text.failure.refused}
      {...action}
    >
      {failure.message} <code>{failure.code}</code>
    </Notice>
  );
}
