import { Button } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import {
  REMOVE_WEBHOOK,
  ROTATE_SECRET,
  SET_ACTIVE,
  TEST_WEBHOOK,
  useWebhookChange,
  type Webhook,
} from '../../api/use-webhooks.ts';
import { useNow } from '../../app/clock.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { isAhead, RotateForm } from './rotate-form.tsx';
import styles from './webhooks-view.module.css';

type Props = { readonly hook: Webhook; readonly keep: (secret: string) => void };

/** One hook: where it goes, what it is told, its last trouble, and what can be done with it. */
export function WebhookLine({ hook, keep }: Props) {
  const text = useText();
  const { mutate: run, error } = useWebhookChange(keep);
  const [isRemoving, setRemoving] = useState(false);
  const [isRotating, setRotating] = useState(false);
  const now = useNow();
  const { id, status } = hook;
  const isActive = status === 'ACTIVE';
  const quietly = (work: () => Promise<unknown>) => () => run(() => work().then(() => null));
  const actions: readonly (readonly [string, () => void])[] = [
    ...(isActive ? [[text.webhooks.test, quietly(() => fetchGraphql(TEST_WEBHOOK, { id }))] as const] : []),
    [
      isActive ? text.webhooks.pause : text.webhooks.resume,
      quietly(() => fetchGraphql(SET_ACTIVE, { id, active: !isActive })),
    ],
    [text.webhooks.rotate, () => setRotating(true)],
    isRemoving
      ? [text.webhooks.removeSure, quietly(() => fetchGraphql(REMOVE_WEBHOOK, { id }))]
      : [text.webhooks.remove, () => setRemoving(true)],
  ];
  return (
    <section className={styles['hook']} aria-label={hook.url}>
      <div className={styles['head']}>
        <code>{hook.url}</code>
        <span>{text.webhooks.status[status]}</span>
      </div>
      <p className={styles['hint']}>{hook.events.map((event) => text.webhooks.event[event]).join(' · ')}</p>
      {isAhead(hook.previousSecretUntil, now) && (
        <p className={styles['hint']}>
          {text.webhooks.twoKeys} <When at={hook.previousSecretUntil} />
        </p>
      )}
      {isAhead(hook.waitsUntil, now) && (
        <p className={styles['hint']}>
          {text.webhooks.waits} <When at={hook.waitsUntil} />
        </p>
      )}
      {hook.problem !== null && <p role="alert">{hook.problem}</p>}
      {error !== null && <FailureNotice error={error} />}
      {isRotating && (
        <RotateForm
          hook={hook}
          cancel={() => setRotating(false)}
          submit={() => {
            setRotating(false);
            run(async () => (await fetchGraphql(ROTATE_SECRET, { id })).rotateWebhookSecret.secret);
          }}
        />
      )}
      {!isRotating && (
        <div className={styles['head']}>
          {actions.map(([label, act]) => (
            <Button key={label} variant="default" size="compact-xs" onClick={act}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
