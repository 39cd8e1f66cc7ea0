import type { ReactNode } from 'react';
import type { EntityFacts } from '../../api/use-entity.ts';
import type { TypologyCode } from '../../api/vocabulary.ts';
import { Cash } from '../../components/cash.tsx';
import { StandingMark } from '../../components/standing-mark.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import styles from './selected-panel.module.css';

type Fact = { readonly term: string; readonly value: ReactNode };

const known = (term: string, value: ReactNode | null): readonly Fact[] =>
  value === null || value === undefined ? [] : [{ term, value }];

function useFacts(facts: EntityFacts): readonly Fact[] {
  const text = useText();
  const words = text.entity;
  const when = (at: string | null) => (at === null ? null : <When at={at} />);
  const typologies: Readonly<Record<string, string>> = text.names.typology;
  const reason =
    facts.riskReason === null
      ? null
      : (typologies[facts.riskReason satisfies TypologyCode | string] ?? facts.riskReason);
  return [
    { term: words.kind, value: text.names.kind[facts.kind] },
    { term: words.id, value: <code>{facts.externalId}</code> },
    { term: words.status, value: <StandingMark status={facts.status} riskLabel={facts.riskLabel} /> },
    ...known(words.labelledAt, when(facts.riskLabelAt)),
    ...known(words.riskReason, reason),
    ...known(words.market, facts.market),
    ...known(words.since, when(facts.createdAt)),
    ...known(words.removedAt, when(facts.removedAt)),
    ...known(words.unsettled, facts.unsettledBalance && <Cash moneys={[facts.unsettledBalance]} />),
    ...known(words.reserved, facts.reservedBalance && <Cash moneys={[facts.reservedBalance]} />),
    ...known(words.nextSettlement, when(facts.nextSettlementAt)),
    ...facts.attributes.map(({ name, value }) => ({ term: name, value })),
  ];
}

/** Only what is known: an absent fact is left out, not shown as empty. */
export function EntityFactList({ facts }: { readonly facts: EntityFacts }) {
  const list = useFacts(facts);
  return (
    <dl className={styles['facts']}>
      {list.map(({ term, value }) => (
        <div key={term} style={{ display: 'contents' }}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
