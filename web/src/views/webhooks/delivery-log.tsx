import { Button } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { toPaged } from '../../api/paged.ts';
import { type Delivery, REPLAY, useDeliveries, useWebhookChange, type Webhook } from '../../api/use-webhooks.ts';
import type { DeliveryStatus } from '../../api/vocabulary.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ShowChoice } from '../../components/show-choice.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import styles from './webhooks-view.module.css';

const SHOWS = {
  all: null,
  pending: 'PENDING',
  delivered: 'DELIVERED',
  failed: 'FAILED',
} as const satisfies Readonly<Record<string, DeliveryStatus | null>>;
type Show = keyof typeof SHOWS;

/** Every message that was or will be sent, newest first, with its text and a way to send it again. */
export function DeliveryLog({ hooks }: { readonly hooks: readonly Webhook[] }) {
  const text = useText();
  const [show, setShow] = useState<Show>('all');
  const [chosen, setChosen] = useState('');
  // One that was removed meanwhile has no messages any more.
  const hookId = hooks.some(({ id }) => id === chosen) ? chosen : '';
  const deliveries = useDeliveries({ webhookId: hookId === '' ? null : hookId, status: SHOWS[show] });
  const { rows, total, next } = toPaged(deliveries);
  const addresses = new Map(hooks.map(({ id, url }) => [id, url]));
  return (
    <section className={styles['log']} aria-label={text.webhooks.log}>
      <h2>{text.webhooks.log}</h2>
      <div className={styles['head']}>
        <ShowChoice label={text.webhooks.show} names={text.webhooks.shows} value={show} choose={setShow} />
        {hooks.length > 1 && (
          <ShowChoice
            label={text.webhooks.to}
            names={{ '': text.webhooks.toAny, ...Object.fromEntries(addresses) }}
            value={hookId}
            choose={setChosen}
          />
        )}
      </div>
      {deliveries.error !== null && <FailureNotice error={deliveries.error} />}
      {deliveries.data && rows.length === 0 && (
        <p className={styles['hint']}>
          {show === 'all' && hookId === '' ? text.webhooks.logEmpty : text.webhooks.logNone}
        </p>
      )}
      {rows.map((delivery) => (
        <Line key={delivery.id} delivery={delivery} url={addresses.get(delivery.webhookId) ?? ''} />
      ))}
      {rows.length > 0 && <Cut sentence={text.webhooks.showing(rows.length, total)} next={next} />}
    </section>
  );
}

function Line({ delivery, url }: { readonly delivery: Delivery; readonly url: string }) {
  const text = useText();
  const { mutate: run, error } = useWebhookChange();
  const { status, attempts, problem, nextAttemptAt } = delivery;
  return (
    <details className={styles['delivery']}>
      <summary>
        <code>{delivery.type}</code> {url} <When at={delivery.at} /> {text.webhooks.deliveryStatus[status]}
        {problem !== null && ` · ${problem}`}
      </summary>
      <p className={styles['hint']}>
        <code>{delivery.messageId}</code> · {text.webhooks.attempts(attempts)}
        {nextAttemptAt !== null && (
          <>
            {` · ${text.webhooks.nextAttempt} `}
            <When at={nextAttemptAt} />
          </>
        )}
      </p>
      <pre>{delivery.payload}</pre>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => run(() => fetchGraphql(REPLAY, { id: delivery.id }).then(() => null))}
      >
        {text.webhooks.replay}
      </Button>
      {error !== null && <FailureNotice error={error} />}
    </details>
  );
}
