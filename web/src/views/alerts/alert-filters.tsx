import { Button, NativeSelect } from '@mantine/core';
import { useAlertHandlers } from '../../api/alert-acts.ts';
import { ALERT_CAUSES, ALERT_CLOSE_REASONS, SEVERITIES, TYPOLOGY_CODES } from '../../api/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import {
  type AlertQuestion,
  HOURS,
  isFiltered,
  MINE,
  NOBODYS,
  namedOwner,
  nameOfOwner,
  SHOWS,
  type Show,
} from './alert-question.ts';
import styles from './alerts-view.module.css';

type Props = {
  readonly question: AlertQuestion;
  readonly ask: (question: AlertQuestion) => void;
  readonly me: string | null;
};
type Choice = { readonly value: string; readonly label: string };

const toChoices = <T extends string>(codes: readonly T[], names: Readonly<Record<T, string>>): readonly Choice[] =>
  codes.map((value) => ({ value, label: names[value] }));

/** Whose alerts, how grave, of which kind and how soon: all of it stands in the address. */
export function AlertFilters({ question, ask, me }: Props) {
  const text = useText();
  const words = text.alerts.filters;
  const names = useAlertHandlers().data ?? [];
  const { show, order } = question;
  // Whoever the address names is offered, also where nobody of that name deals with alerts any more.
  const named = nameOfOwner(question);
  const shown = [...new Set(named === null ? names : [...names, named])].filter((name) => name !== me);
  const owners: readonly Choice[] = [
    { value: MINE, label: words.mine },
    { value: NOBODYS, label: words.nobodys },
    ...shown.map((name) => ({ value: namedOwner(name), label: name })),
  ];
  const hours = HOURS.map((value) => ({ value: String(value), label: words.withinHours(value) }));
  const fields: readonly (readonly [field: keyof AlertQuestion, label: string, choices: readonly Choice[]])[] = [
    ['owner', words.owner, owners],
    ['severity', words.severity, toChoices(SEVERITIES, text.names.severity)],
    ['typology', words.typology, toChoices(TYPOLOGY_CODES, text.names.typology)],
    ['cause', words.cause, toChoices(ALERT_CAUSES, text.alerts.cause)],
    ['hours', words.hours, hours],
    ...(show === 'closed'
      ? [['closed', words.closed, toChoices(ALERT_CLOSE_REASONS, text.alerts.closeReason)] as const]
      : []),
  ];
  return (
    <search className={styles['filters']} aria-label={words.title}>
      <NativeSelect
        size="xs"
        label={text.alerts.show}
        value={show}
        data={toChoices(Object.keys(SHOWS) as Show[], text.alerts.shows)}
        onChange={({ currentTarget }) => ask({ ...question, show: currentTarget.value as Show })}
      />
      {fields.map(([field, label, choices]) => (
        <NativeSelect
          key={field}
          size="xs"
          label={label}
          value={String(question[field] ?? '')}
          data={[{ value: '', label: words.any }, ...choices]}
          onChange={({ currentTarget }) => ask({ ...question, [field]: currentTarget.value || undefined })}
        />
      ))}
      {isFiltered(question) && (
        <Button variant="subtle" size="xs" onClick={() => ask({ show, order })}>
          {text.rings.clearFilter}
        </Button>
      )}
    </search>
  );
}
