import type { Webhook } from '../../api/use-webhooks.ts';
import { useNow } from '../../app/clock.tsx';
import { ExactWhen } from '../../components/exact-when.tsx';
import { SmallForm, type SmallFormProps } from '../../components/small-form.tsx';
import { useText } from '../../text/text.tsx';
import styles from './webhooks-view.module.css';

/** As the server has it. */
const BOTH_SIGN_MS = 86_400_000;

export const isAhead = (at: string | null, now: number): at is string => at !== null && Date.parse(at) > now;

/** Nobody sets a clock by the rest. */
const toSecond = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

type Props = Pick<SmallFormProps, 'cancel' | 'submit'> & { readonly hook: Webhook };

/** What a new key does to the receiver, said before there is one: what is signed with a lost key is refused there. */
export function RotateForm({ hook, cancel, submit }: Props) {
  const words = useText().webhooks.rotateForm;
  const now = useNow();
  return (
    <SmallForm title={words.title} submitLabel={words.submit} cancel={cancel} submit={submit} isWide>
      <p className={styles['hint']}>
        {words.both} <ExactWhen at={toSecond(now + BOTH_SIGN_MS)} /> UTC. {words.afterwards}
      </p>
      {isAhead(hook.previousSecretUntil, now) && <p role="alert">{words.underWay}</p>}
    </SmallForm>
  );
}
