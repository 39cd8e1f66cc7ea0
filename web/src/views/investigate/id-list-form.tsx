import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { INVESTIGATION_LIMIT } from '../../api/use-investigation.ts';
import { useText } from '../../text/text.tsx';
import { parseIdList } from './id-list.ts';
import styles from './investigate-view.module.css';

type Props = {
  readonly asked: readonly string[];
  readonly ask: (ids: readonly string[]) => void;
  readonly isBusy: boolean;
};

export function IdListForm({ asked, ask, isBusy }: Props) {
  const text = useText();
  const [pasted, setPasted] = useState(asked.join('\n'));
  const ids = parseIdList(pasted);
  const isOver = ids.length > INVESTIGATION_LIMIT;
  const canAsk = ids.length > 0 && !isOver;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canAsk) ask(ids);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && canAsk) ask(ids);
  };
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Textarea
        label={text.investigate.list}
        description={text.investigate.listHint}
        rows={asked.length > 0 ? 6 : 12}
        resize="vertical"
        value={pasted}
        spellCheck={false}
        error={isOver ? text.investigate.over(ids.length, INVESTIGATION_LIMIT) : undefined}
        onChange={(event) => setPasted(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles['row']}>
        <Button
          type="submit"
          variant="default"
          size="compact-md"
          className={styles['ask']}
          disabled={!canAsk}
          loading={isBusy}
        >
          {text.investigate.ask}
        </Button>
        <span className={isOver ? styles['over'] : styles['quiet']} role="status">
          {text.investigate.count(ids.length, INVESTIGATION_LIMIT)}
        </span>
      </div>
    </form>
  );
}
