import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useId, useState } from 'react';
import { type SearchHit, useSearch } from '../api/use-search.ts';
import { FailureNotice } from '../components/failure-notice.tsx';
import { useText } from '../text/text.tsx';
import styles from './global-search.module.css';
import { entityPath, navigate, orderPath, ringPath } from './router.ts';
import { SearchHitLine } from './search-hit-line.tsx';

const DEBOUNCE_MS = 120;

export const addressOfHit = (hit: SearchHit): string => {
  switch (hit.__typename) {
    case 'Entity':
      return entityPath(hit);
    case 'Ring':
      return ringPath(hit.id);
    case 'Order':
      return orderPath(hit.orderId);
    case 'Event':
      return entityPath(hit.from);
  }
};

const keyOfHit = (hit: SearchHit): string => addressOfHit(hit) + ('externalId' in hit ? hit.externalId : '');

/** One box for whatever is in hand: an account, an order, a device, a ring. */
export function GlobalSearch({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), DEBOUNCE_MS);
  const [active, setActive] = useState(0);
  const { data, error, isFetching } = useSearch(asked);
  const hits = asked === '' ? [] : (data?.nodes ?? []);
  const chosen = Math.min(active, hits.length - 1);

  const open = (hit: SearchHit) => {
    onClose();
    navigate(addressOfHit(hit));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const hit = hits[chosen];
    if (event.key === 'ArrowDown') setActive(Math.min(chosen + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && hit) open(hit);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      yOffset="8vh"
      attributes={{ content: { 'aria-label': text.search.title } }}
    >
      <TextInput
        data-autofocus
        aria-label={text.search.title}
        placeholder={text.search.prompt}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={hits.length > 0 ? `${listId}-${chosen}` : undefined}
      />
      <div id={listId} role="listbox" aria-label={text.search.results} className={styles['hits']} tabIndex={-1}>
        {hits.map((hit, index) => (
          <div
            key={keyOfHit(hit)}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={styles['hit']}
            onClick={() => open(hit)}
            onKeyDown={onKeyDown}
            onPointerMove={() => setActive(index)}
          >
            <SearchHitLine hit={hit} />
          </div>
        ))}
      </div>
      {error !== null && <FailureNotice error={error} />}
      <p className={styles['status']} role="status">
        {asked === '' && text.search.hint}
        {asked !== '' && isFetching && text.common.loading}
        {asked !== '' && !isFetching && data && text.search.found(hits.length, data.totalCount, asked)}
      </p>
    </Modal>
  );
}
