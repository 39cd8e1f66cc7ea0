import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import styles from './small-form.module.css';

export type SmallFormProps = {
  readonly title: string;
  readonly submitLabel: string;
  readonly cancel: () => void;
  readonly submit: () => void;
  /** It says more than fits a narrow column. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
};

/** A few fields in the place of the button that opened them. Escape gives up. */
export function SmallForm({ title, submitLabel, cancel, submit, isWide = false, children }: SmallFormProps) {
  const words = useText().common;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    submit();
  };
  return (
    <form
      className={`${styles['form']} ${isWide ? styles['wide'] : ''}`}
      aria-label={title}
      onSubmit={onSubmit}
      onKeyDown={({ key }) => key === 'Escape' && cancel()}
    >
      {children}
      <div className={styles['actions']}>
        <Button type="submit" variant="default" size="compact-xs">
          {submitLabel}
        </Button>
        <Button variant="default" size="compact-xs" onClick={cancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
