import { NativeSelect } from '@mantine/core';
import styles from './page-frame.module.css';

type Props<Show extends string> = {
  readonly label: string;
  readonly names: Readonly<Record<Show, string>>;
  readonly value: Show;
  readonly choose: (show: Show) => void;
};

/** Which part of a list is shown. */
export function ShowChoice<Show extends string>({ label, names, value, choose }: Props<Show>) {
  const shows = Object.keys(names) as Show[];
  return (
    <NativeSelect
      size="xs"
      className={styles['choice'] ?? ''}
      label={label}
      value={value}
      data={shows.map((show) => ({ value: show, label: names[show] }))}
      onChange={({ currentTarget }) => choose(shows.find((show) => show === currentTarget.value) ?? value)}
    />
  );
}
