import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fetchGraphql } from '../../api/graphql.ts';
import { CREATE_SCHEDULE, useScheduleChange } from '../../api/use-schedules.ts';
import { JOBS, type Job } from '../../api/vocabulary.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useText } from '../../text/text.tsx';
import { describeCron } from './describe-cron.ts';
import styles from './schedules-panel.module.css';

/** The reader's own zone to begin with. What is wrong with a line the server says. */
export function ScheduleForm() {
  const text = useText();
  const create = useScheduleChange();
  const [job, setJob] = useState<Job>('DETECTION');
  const [cron, setCron] = useState('0 3 * * *');
  const [timeZone, setTimeZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate(() => fetchGraphql(CREATE_SCHEDULE, { job, cron, timeZone }));
  };
  return (
    <form className={styles['form']} onSubmit={submit} aria-label={text.schedules.add}>
      <NativeSelect
        label={text.schedules.what}
        value={job}
        data={JOBS.map((value) => ({ value, label: text.schedules.job[value] }))}
        onChange={(event) => setJob(JOBS.find((one) => one === event.currentTarget.value) ?? job)}
      />
      <TextInput
        label={text.schedules.cron}
        title={text.schedules.cronHint}
        value={cron}
        spellCheck={false}
        onChange={(event) => setCron(event.currentTarget.value)}
      />
      <TextInput
        label={text.schedules.timeZone}
        value={timeZone}
        spellCheck={false}
        onChange={(event) => setTimeZone(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="compact-md" loading={create.isPending}>
        {text.schedules.add}
      </Button>
      <span className={styles['hint']}>{describeCron(cron, text.schedules.when)}</span>
      {create.error !== null && <FailureNotice error={create.error} />}
    </form>
  );
}
