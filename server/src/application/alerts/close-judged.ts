/** A verdict answers the alert of its ring. Where this is not lived to see, the next published run closes it. */
import { isLive } from '../../domain/alert.ts';
import type { Principal } from '../../domain/principal.ts';
import { inWords, type RingVerdict } from '../../domain/verdict.ts';
import type { AlertStore } from '../ports/alert-store.ts';

type Judging = { readonly principal: Principal; readonly alerts: AlertStore };

export async function closeJudged({ principal, alerts }: Judging, verdict: RingVerdict): Promise<void> {
  const { ringId, at, by, basis } = verdict;
  for (;;) {
    const basedOn = await alerts.lastStep();
    const alert = (await alerts.latestOf([ringId])).get(ringId);
    if (alert === undefined || !isLive(alert)) return;
    const handled = { by, at, note: `${inWords(verdict.verdict)}: ${inWords(verdict.reason)}` };
    const closed = { ...alert, status: 'CLOSED', closeReason: 'JUDGED', handled, basis } as const;
    const event = { type: 'alertCLOSED', at, principal: principal.id, subject: alert.id, details: { ring: ringId } };
    if (await alerts.change([{ alert: closed, type: 'CLOSED', ...handled }], basedOn, event)) return;
  }
}
