import { toPaged } from '../../api/paged.ts';
import { useLeads } from '../../api/use-leads.ts';
import type { LeadShow } from '../../api/vocabulary.ts';
import { replaceAddress, usePlace } from '../../app/router.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ShowChoice } from '../../components/show-choice.tsx';
import { useText } from '../../text/text.tsx';
import { LeadTable } from './lead-table.tsx';

const SHOWS = { open: 'TO_LOOK_AT', judged: 'JUDGED', keptBack: 'KEPT_BACK' } as const satisfies Readonly<
  Record<string, LeadShow>
>;
type Show = keyof typeof SHOWS;

function toShow(search: string): Show {
  const show = new URLSearchParams(search).get('show') ?? '';
  return Object.hasOwn(SHOWS, show) ? (show as Show) : 'open';
}

/** Who is tied to known fraud, the likeliest first: where to go on from a new chargeback or a ban. */
export function LeadsView() {
  const words = useText().leads;
  const show = toShow(usePlace().search);
  const leads = useLeads(SHOWS[show]);
  const { rows, total, next } = toPaged(leads);
  return (
    <PageFrame title={words.title} hint={words.hint}>
      <ShowChoice
        label={words.show}
        names={words.shows}
        value={show}
        choose={(value) => replaceAddress(value === 'open' ? '/leads' : `/leads?show=${value}`)}
      />
      {leads.error !== null && <FailureNotice error={leads.error} retry={() => void leads.refetch()} />}
      {leads.isPending && <Loading label={words.loading} />}
      {leads.data && rows.length === 0 && (
        <Notice title={show === 'open' ? words.none : words.noneSuch}>
          {show === 'open' ? words.noneWhatToDo : ''}
        </Notice>
      )}
      {rows.length > 0 && (
        <>
          <LeadTable rows={rows} />
          <Cut sentence={words.showing(rows.length, total)} next={next} />
        </>
      )}
    </PageFrame>
  );
}
