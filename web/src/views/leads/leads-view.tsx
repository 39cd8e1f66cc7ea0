import { toPaged } from '../../api/paged.ts';
import { useLeads } from '../../api/use-leads.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useText } from '../../text/text.tsx';
import { LeadTable } from './lead-table.tsx';

/** Who is tied to known fraud, the likeliest first: where to go on from a new chargeback or a ban. */
export function LeadsView() {
  const words = useText().leads;
  const leads = useLeads();
  const { rows, total, next } = toPaged(leads);
  return (
    <PageFrame title={words.title} hint={words.hint}>
      {leads.error !== null && <FailureNotice error={leads.error} retry={() => void leads.refetch()} />}
      {leads.isPending && <Loading label={words.loading} />}
      {leads.data && rows.length === 0 && <Notice title={words.none}>{words.noneWhatToDo}</Notice>}
      {rows.length > 0 && (
        <>
          <LeadTable rows={rows} />
          <Cut sentence={words.showing(rows.length, total)} next={next} />
        </>
      )}
    </PageFrame>
  );
}
