import { Button } from '@mantine/core';
import { useState } from 'react';
import { toKey } from '../../api/to-board.ts';
import { type IgnoredHub, useIgnoredHubs } from '../../api/use-ignored-hubs.ts';
import { EntityName } from '../../components/entity-name.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { formatCount } from '../../components/format.ts';
import { Headings } from '../../components/headings.tsx';
import table from '../../components/table.module.css';
import { useText } from '../../text/text.tsx';

const LISTED = 20;

/** Identifiers so widely used that they tie nobody: what was left out of detection, and why. */
export function IgnoredHubs({ run, isOpen }: { readonly run: string; readonly isOpen: boolean }) {
  const answer = useIgnoredHubs(run, isOpen);
  if (answer.error !== null) return <FailureNotice error={answer.error} retry={() => void answer.refetch()} />;
  return answer.data ? <HubTable hubs={answer.data} /> : null;
}

function HubTable({ hubs }: { readonly hubs: readonly IgnoredHub[] }) {
  const text = useText();
  const words = text.runs.hubs;
  const [listed, setListed] = useState(LISTED);
  if (hubs.length === 0) return <p>{words.none}</p>;
  return (
    <section>
      <h2>{words.title(hubs.length)}</h2>
      <table className={table['table']} aria-label={words.label}>
        <Headings names={[words.identifier, { number: words.accounts }, words.reason]} />
        <tbody>
          {hubs.slice(0, listed).map((hub) => (
            <tr key={toKey(hub.entity)}>
              <td>
                <EntityName entity={hub.entity} />
              </td>
              <td className={table['number']}>{formatCount(hub.accounts, text.language)}</td>
              <td>{hub.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hubs.length > listed && (
        <p>
          {words.showing(listed, hubs.length)}{' '}
          <Button variant="default" size="compact-xs" onClick={() => setListed(hubs.length)}>
            {words.showAll}
          </Button>
        </p>
      )}
    </section>
  );
}
