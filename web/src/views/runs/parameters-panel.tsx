import { type ParameterSet, useParameterSets } from '../../api/use-parameters.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Headings } from '../../components/headings.tsx';
import { Loading } from '../../components/loading.tsx';
import table from '../../components/table.module.css';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { CapacityForm } from './capacity-form.tsx';
import styles from './schedules-panel.module.css';

/** The sets of parameters there are, which one is in force, and how many rings a day can be reviewed. */
export function ParametersPanel() {
  const text = useText();
  const words = text.tuning;
  const sets = useParameterSets();
  return (
    <section className={styles['panel']} aria-label={words.title}>
      <h2>{words.title}</h2>
      {sets.error !== null && <FailureNotice error={sets.error} retry={() => void sets.refetch()} />}
      {sets.isPending && <Loading label={text.common.loading} />}
      {sets.data && (
        <table className={table['table']} aria-label={words.title}>
          <Headings names={[words.name, words.changed, words.by, words.why]} />
          <tbody>
            {sets.data.map((set) => (
              <SetRow key={set.id} set={set} />
            ))}
          </tbody>
        </table>
      )}
      <p>
        {words.compareHint} <code>npx pnpm@12.21.0 clewline parameters compare</code>
      </p>
      <CapacityForm />
    </section>
  );
}

function SetRow({ set }: { readonly set: ParameterSet }) {
  const words = useText().tuning;
  const changed = set.changed.map(({ path, value, standard }) => `${path} ${standard} → ${value}`);
  return (
    <tr aria-current={set.inForce}>
      <td>
        {set.name} {set.inForce && <strong>({words.inForce})</strong>}
      </td>
      <td>{changed.join(', ') || words.nothing}</td>
      <td>
        {set.by} {set.at !== null && <When at={set.at} />}
      </td>
      <td>{set.why}</td>
    </tr>
  );
}
