import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useId } from 'react';
import { ANY_VERDICT, type RingFilter } from '../../api/use-rings.ts';
import { VERDICT_KINDS } from '../../api/verdicts.ts';
import {
  EVIDENCE_TYPES,
  type EvidenceType,
  SEVERITIES,
  type Severity,
  TYPOLOGY_CODES,
  type TypologyCode,
} from '../../api/vocabulary.ts';
import { useText } from '../../text/text.tsx';
import { isFiltered, type RingQuestion } from './ring-question.ts';
import styles from './rings-view.module.css';

const TYPING_PAUSE_MS = 250;

type Props = {
  readonly question: RingQuestion;
  readonly ask: (question: RingQuestion) => void;
  /** Suggestions: the markets of the rings on screen. */
  readonly markets: readonly string[];
};

/** Sets what is given and leaves out what is emptied: an absent filter and an empty one are the same address. */
const withFilter = (filter: RingFilter, change: { readonly [K in keyof RingFilter]: RingFilter[K] | undefined }) => {
  const entries = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(entries) as RingFilter;
};

export function RingFilters({ question, ask, markets }: Props) {
  const text = useText();
  const marketListId = useId();
  const { filter } = question;
  const narrow = (change: { readonly [K in keyof RingFilter]: RingFilter[K] | undefined }) =>
    ask({ ...question, filter: withFilter(filter, change) });
  const narrowSoon = useDebouncedCallback(narrow, TYPING_PAUSE_MS);
  const severity = filter.minSeverity ?? '';
  const typology = filter.typologies?.[0] ?? '';
  // Typed fields keep their own text while it is typed; a cleared filter starts them anew through the key.
  const typedKey = isFiltered(filter) ? 'filtered' : 'clear';
  return (
    <search className={styles['filters']} aria-label={text.rings.filter}>
      <TextInput
        key={`text-${typedKey}`}
        size="xs"
        label={text.rings.text}
        placeholder={text.rings.textHint}
        defaultValue={filter.text ?? ''}
        onChange={(event) => narrowSoon({ text: event.currentTarget.value.trim() || undefined })}
      />
      <NativeSelect
        size="xs"
        label={text.rings.minSeverity}
        value={severity}
        onChange={(event) => narrow({ minSeverity: (event.currentTarget.value || undefined) as Severity | undefined })}
        data={[{ value: '', label: text.rings.any }, ...toOptions(SEVERITIES, text.names.severity)]}
      />
      <NativeSelect
        size="xs"
        label={text.rings.typology}
        value={typology}
        onChange={(event) => {
          const code = event.currentTarget.value as TypologyCode | '';
          narrow({ typologies: code === '' ? undefined : [code] });
        }}
        data={[{ value: '', label: text.rings.any }, ...toOptions(TYPOLOGY_CODES, text.names.typology)]}
      />
      <NativeSelect
        size="xs"
        label={text.rings.evidence}
        value={filter.evidence?.[0] ?? ''}
        onChange={(event) => {
          const type = event.currentTarget.value as EvidenceType | '';
          narrow({ evidence: type === '' ? undefined : [type] });
        }}
        data={[{ value: '', label: text.rings.any }, ...toOptions(EVIDENCE_TYPES, text.names.evidence)]}
      />
      <TextInput
        key={`market-${typedKey}`}
        size="xs"
        w={96}
        label={text.rings.market}
        list={marketListId}
        placeholder={text.rings.any}
        defaultValue={filter.markets?.[0] ?? ''}
        onChange={(event) => {
          const market = event.currentTarget.value.trim();
          narrowSoon({ markets: market === '' ? undefined : [market] });
        }}
      />
      <datalist id={marketListId}>
        {markets.map((market) => (
          <option key={market} value={market} />
        ))}
      </datalist>
      <TextInput
        key={`size-${typedKey}`}
        size="xs"
        w={72}
        type="number"
        min={1}
        label={text.rings.minSize}
        placeholder={text.rings.any}
        defaultValue={filter.minSize ?? ''}
        onChange={(event) => narrowSoon({ minSize: toSize(event.currentTarget.value) })}
      />
      <NativeSelect
        size="xs"
        label={text.verdict.title}
        value={filter.verdict ?? ''}
        onChange={(event) => narrow({ verdict: (event.currentTarget.value || undefined) as RingFilter['verdict'] })}
        data={[
          { value: '', label: text.verdict.notDismissed },
          { value: ANY_VERDICT, label: text.rings.any },
          ...toOptions(VERDICT_KINDS, text.verdict.kinds),
        ]}
      />
      {isFiltered(filter) && (
        <Button variant="subtle" size="xs" onClick={() => ask({ ...question, filter: {} })}>
          {text.rings.clearFilter}
        </Button>
      )}
    </search>
  );
}

const toOptions = <T extends string>(codes: readonly T[], names: Readonly<Record<T, string>>) =>
  codes.map((code) => ({ value: code, label: names[code] }));

const toSize = (typed: string): number | undefined => {
  const size = Number(typed);
  return Number.isInteger(size) && size > 0 ? size : undefined;
};
