import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { CREATE_WEBHOOK, useWebhookChange, useWebhooks } from '../../api/use-webhooks.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../board/copy-button.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookLine } from './webhook-line.tsx';

/** Who is told of what, whether it arrives, and every message with a way to send it again. */
export function WebhooksView() {
  const text = useText();
  const hooks = useWebhooks();
  const change = useWebhookChange();
  const [secret, setSecret] = useState<string | null>(null);
  const run = (work: () => Promise<string | null>): void =>
    change.mutate(work, { onSuccess: (made) => made !== null && setSecret(made) });
  return (
    <PageFrame title={text.webhooks.title} hint={text.webhooks.hint}>
      {hooks.error !== null && <FailureNotice error={hooks.error} retry={() => void hooks.refetch()} />}
      {hooks.isPending && <Loading label={text.common.loading} />}
      {change.error !== null && <FailureNotice error={change.error} />}
      {secret !== null && (
        <Notice
          title={text.webhooks.secretOnce}
          action={{ label: text.webhooks.secretKept, run: () => setSecret(null) }}
        >
          <code>{secret}</code> <CopyButton value={secret} label={text.webhooks.copySecret} />
        </Notice>
      )}
      {hooks.data?.length === 0 && <Notice title={text.webhooks.none}>{text.webhooks.noneWhatToDo}</Notice>}
      {hooks.data?.map((hook) => (
        <WebhookLine key={hook.id} hook={hook} run={run} />
      ))}
      {hooks.data && (
        <>
          <WebhookForm
            isBusy={change.isPending}
            create={(input) => run(async () => (await fetchGraphql(CREATE_WEBHOOK, input)).createWebhook.secret)}
          />
          <DeliveryLog hooks={hooks.data} run={run} />
        </>
      )}
    </PageFrame>
  );
}
