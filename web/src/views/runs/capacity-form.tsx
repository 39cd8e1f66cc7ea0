import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useReviewCapacity, useReviewQueue } from '../../api/use-review-queue.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useText } from '../../text/text.tsx';
import { ReviewReach } from '../rings/review-reach.tsx';
import styles from './schedules-panel.module.css';

/** How many rings a day can be reviewed: how far that reaches, who set it, and another number for it. */
export function CapacityForm() {
  const words = useText().review;
  const queue = useReviewQueue();
  const capacity = useReviewCapacity();
  const [ringsPerDay, setRingsPerDay] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    capacity.mutate(Number(ringsPerDay));
  };
  const by = queue.data?.capacity?.by;
  return (
    <section className={styles['panel']} aria-label={words.label}>
      <h2>{words.label}</h2>
      <ReviewReach />
      {by !== undefined && <p className={styles['hint']}>{words.setBy(by)}</p>}
      {capacity.error !== null && <FailureNotice error={capacity.error} />}
      <form className={styles['form']} onSubmit={submit}>
        <TextInput
          label={words.ringsPerDay}
          inputMode="numeric"
          value={ringsPerDay}
          onChange={(event) => setRingsPerDay(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          size="compact-md"
          disabled={!/^[1-9]\d{0,4}$/.test(ringsPerDay) || capacity.isPending}
        >
          {words.set}
        </Button>
      </form>
    </section>
  );
}
