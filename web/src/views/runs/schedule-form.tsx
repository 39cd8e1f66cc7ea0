import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewSchedule } from '../../api/use-schedules.ts';
import { JOBS, type Job } from '../../api/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import styles from './schedules-panel.module.css';

type Props = { readonly create: (input: NewSchedule) => void; readonly isBusy: boolean };

/** The reader's own zone to begin with. What is wrong with a line the server says. */
export function ScheduleForm({ create, isBusy }: Props) {
  const text = useText();
  const [job, setJob] = useState<Job>('DETECTION');
  const [cron, setCron] = useState('0 3 * * *');
  const [timeZone, setTimeZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create({ job, cron, timeZone });
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
      <Button type="submit" variant="default" size="compact-md" loading={isBusy}>
        {text.schedules.add}
      </Button>
    </form>
  );
}
