import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewWebhook } from '../../api/use-webhooks.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../api/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import styles from './webhooks-view.module.css';

type Props = { readonly create: (input: NewWebhook) => void; readonly isBusy: boolean };

/** A new hook. What is wrong with the address the server says: only it can look. */
export function WebhookForm({ create, isBusy }: Props) {
  const text = useText();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(WEBHOOK_EVENTS);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create({ url: url.trim(), events });
  };
  return (
    <form className={styles['form']} onSubmit={submit} aria-label={text.webhooks.add}>
      <h2>{text.webhooks.add}</h2>
      <TextInput
        label={text.webhooks.url}
        description={text.webhooks.urlHint}
        placeholder="https://"
        value={url}
        spellCheck={false}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={text.webhooks.events}
        value={[...events]}
        onChange={(chosen) => setEvents(toEvents(chosen))}
      >
        <div className={styles['events']}>
          {WEBHOOK_EVENTS.map((event) => (
            <Checkbox key={event} value={event} label={text.webhooks.event[event]} size="xs" />
          ))}
        </div>
      </Checkbox.Group>
      <Button
        type="submit"
        variant="default"
        size="compact-md"
        disabled={url.trim() === '' || events.length === 0}
        loading={isBusy}
      >
        {text.webhooks.create}
      </Button>
    </form>
  );
}

const toEvents = (chosen: readonly string[]): readonly WebhookEvent[] =>
  WEBHOOK_EVENTS.filter((event) => chosen.includes(event));
