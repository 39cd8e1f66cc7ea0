import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { CREATE_WEBHOOK, useWebhookChange } from '../../api/use-webhooks.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../api/vocabulary.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useText } from '../../text/text.tsx';
import styles from './webhooks-view.module.css';

/** A new hook. What is wrong with the address the server says: only it can look. */
export function WebhookForm({ keep }: { readonly keep: (secret: string) => void }) {
  const text = useText();
  const create = useWebhookChange((secret) => {
    setUrl('');
    keep(secret);
  });
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(WEBHOOK_EVENTS);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate(async () => (await fetchGraphql(CREATE_WEBHOOK, { url: url.trim(), events })).createWebhook.secret);
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
        loading={create.isPending}
      >
        {text.webhooks.create}
      </Button>
      {create.error !== null && <FailureNotice error={create.error} />}
    </form>
  );
}

const toEvents = (chosen: readonly string[]): readonly WebhookEvent[] =>
  WEBHOOK_EVENTS.filter((event) => chosen.includes(event));
