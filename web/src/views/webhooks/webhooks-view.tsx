import { useState } from 'react';
import { useWebhooks } from '../../api/use-webhooks.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useText } from '../../text/text.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { NewSecret } from './new-secret.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookLine } from './webhook-line.tsx';

/** Who is told of what, whether it arrives, and every message with a way to send it again. */
export function WebhooksView() {
  const text = useText();
  const hooks = useWebhooks();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <PageFrame title={text.webhooks.title} hint={text.webhooks.hint}>
      {hooks.error !== null && <FailureNotice error={hooks.error} retry={() => void hooks.refetch()} />}
      {hooks.isPending && <Loading label={text.common.loading} />}
      {secret !== null && <NewSecret key={secret} secret={secret} close={() => setSecret(null)} />}
      {hooks.data?.length === 0 && <Notice title={text.webhooks.none}>{text.webhooks.noneWhatToDo}</Notice>}
      {hooks.data?.map((hook) => (
        <WebhookLine key={hook.id} hook={hook} keep={setSecret} />
      ))}
      {hooks.data && (
        <>
          <WebhookForm keep={setSecret} />
          <DeliveryLog hooks={hooks.data} />
        </>
      )}
    </PageFrame>
  );
}
