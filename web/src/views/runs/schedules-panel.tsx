import { Button } from '@mantine/core';
import { useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { useLiveProgress } from '../../api/use-live.ts';
import {
  PAUSE_SCHEDULE,
  REMOVE_SCHEDULE,
  RUN_SCHEDULE,
  type Schedule,
  useScheduleChange,
  useSchedules,
} from '../../api/use-schedules.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatShare } from '../../components/format.ts';
import { Loading } from '../../components/loading.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { describeCron } from './describe-cron.ts';
import { ScheduleForm } from './schedule-form.tsx';
import styles from './schedules-panel.module.css';

/** What runs by itself: when next, what it does now, and what went wrong last. */
export function SchedulesPanel() {
  const text = useText();
  const schedules = useSchedules();
  const live = useLiveProgress();
  return (
    <section className={styles['panel']} aria-label={text.schedules.title}>
      <h2>{text.schedules.title}</h2>
      {schedules.error !== null && <FailureNotice error={schedules.error} retry={() => void schedules.refetch()} />}
      {schedules.isPending && <Loading label={text.common.loading} />}
      {schedules.data?.length === 0 && <p className={styles['hint']}>{text.schedules.none}</p>}
      {schedules.data?.map((schedule) => (
        <Line key={schedule.id} schedule={withProgress(schedule, live)} />
      ))}
      {schedules.data && <ScheduleForm />}
    </section>
  );
}

type Shown = Schedule & { readonly share: number | null };

/** What was told since the list was asked for. */
function withProgress(schedule: Schedule, live: ReturnType<typeof useLiveProgress>): Shown {
  const job = live.get(schedule.id);
  if (job === undefined) return { ...schedule, share: null };
  return { ...schedule, running: true, stage: job.schedule.stage, share: job.share };
}

function Line({ schedule }: { readonly schedule: Shown }) {
  const text = useText();
  const { mutate: change, error } = useScheduleChange();
  const [isRemoving, setRemoving] = useState(false);
  const { id, paused, problem } = schedule;
  const inWords = describeCron(schedule.cron, text.schedules.when);
  const actions: readonly (readonly [string, () => Promise<unknown>])[] = [
    [text.schedules.runNow, () => fetchGraphql(RUN_SCHEDULE, { id })],
    [
      paused ? text.schedules.resume : text.schedules.pause,
      () => fetchGraphql(PAUSE_SCHEDULE, { id, paused: !paused }),
    ],
  ];
  const remove = (): void => (isRemoving ? change(() => fetchGraphql(REMOVE_SCHEDULE, { id })) : setRemoving(true));
  return (
    <div className={styles['schedule']}>
      <strong>{text.schedules.job[schedule.job]}</strong>
      {inWords !== null && <span>{inWords}</span>}
      <code className={styles['hint']}>{schedule.cron}</code>
      <span>{schedule.timeZone}</span>
      <Standing schedule={schedule} />
      {actions.map(([label, act]) => (
        <Button key={label} variant="default" size="compact-xs" onClick={() => change(act)}>
          {label}
        </Button>
      ))}
      <Button variant="default" size="compact-xs" onClick={remove}>
        {isRemoving ? text.schedules.removeSure : text.schedules.remove}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
      {error !== null && <FailureNotice error={error} />}
    </div>
  );
}

function Standing({ schedule }: { readonly schedule: Shown }) {
  const text = useText();
  if (schedule.running) {
    const said = text.schedules.running(schedule.stage);
    return (
      <span>
        {said}{' '}
        {schedule.lastStartedAt !== null && (
          <span className={styles['hint']}>
            {text.schedules.begun} <When at={schedule.lastStartedAt} />{' '}
          </span>
        )}
        {schedule.share !== null && (
          <>
            <progress aria-label={said} value={schedule.share} /> {formatShare(schedule.share, text.language)}
          </>
        )}
      </span>
    );
  }
  return (
    <span className={styles['hint']}>
      {schedule.nextRunAt === null ? (
        schedule.paused ? (
          text.schedules.paused
        ) : (
          text.schedules.notPlanned
        )
      ) : (
        <>
          {text.schedules.next} <When at={schedule.nextRunAt} />
        </>
      )}
      {schedule.lastFinishedAt !== null && (
        <>
          {` · ${text.schedules.last} `}
          <When at={schedule.lastFinishedAt} />
        </>
      )}
    </span>
  );
}
