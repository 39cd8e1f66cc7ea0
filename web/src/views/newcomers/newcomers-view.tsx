import { toPaged } from '../../api/paged.ts';
import { useNewcomerChange, useNewcomers } from '../../api/use-newcomers.ts';
import type { NewcomerStatus } from '../../api/vocabulary.ts';
import { Link } from '../../app/link.tsx';
import { replaceAddress, ringPath, usePlace } from '../../app/router.ts';
import { Cut } from '../../components/cut.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loading } from '../../components/loading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ShowChoice } from '../../components/show-choice.tsx';
import { useText } from '../../text/text.tsx';
import { NewcomerTable } from './newcomer-table.tsx';

const SHOWS = { open: 'OPEN', closed: 'CLOSED', keptBack: 'KEPT_BACK' } as const satisfies Readonly<
  Record<string, NewcomerStatus>
>;
type Show = keyof typeof SHOWS;
type Asked = { readonly show: Show; readonly ring: string | null };

function toAsked(search: string): Asked {
  const parameters = new URLSearchParams(search);
  const show = parameters.get('show') ?? '';
  return { show: Object.hasOwn(SHOWS, show) ? (show as Show) : 'open', ring: parameters.get('ring') };
}

function toAddress({ show, ring }: Asked): string {
  const given = { ...(show !== 'open' && { show }), ...(ring !== null && { ring }) };
  const search = new URLSearchParams(given).toString();
  return search === '' ? '/newcomers' : `/newcomers?${search}`;
}

/** Accounts that registered lately and are tied to a known ring or to confirmed fraud, the most likely first. */
export function NewcomersView() {
  const text = useText();
  const words = text.newcomers;
  const asked = toAsked(usePlace().search);
  const { show, ring } = asked;
  const newcomers = useNewcomers({ statuses: [SHOWS[show]], ring });
  const change = useNewcomerChange();
  const { rows, total, next } = toPaged(newcomers);
  return (
    <PageFrame title={words.title} hint={words.hint}>
      <ShowChoice
        label={words.show}
        names={words.shows}
        value={show}
        choose={(value) => replaceAddress(toAddress({ ring, show: value }))}
      />
      {ring !== null && (
        <p>
          <Link to={ringPath(ring)}>{words.ofRing(ring)}</Link>{' '}
          <Link to={toAddress({ show, ring: null })}>{words.ofAll}</Link>
        </p>
      )}
      {newcomers.error !== null && <FailureNotice error={newcomers.error} retry={() => void newcomers.refetch()} />}
      {change.error !== null && <FailureNotice error={change.error} />}
      {newcomers.isPending && <Loading label={words.loading} />}
      {newcomers.data && rows.length === 0 && <Notice title={words.none}>{words.noneWhatToDo}</Notice>}
      {rows.length > 0 && (
        <>
          <NewcomerTable rows={rows} change={change.mutate} />
          <Cut sentence={words.showing(rows.length, total)} next={next} />
        </>
      )}
    </PageFrame>
  );
}
