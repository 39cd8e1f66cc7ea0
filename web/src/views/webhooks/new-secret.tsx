import { useEffect, useRef } from 'react';
import { Notice } from '../../components/notice.tsx';
import { useText } from '../../text/text.tsx';
import { CopyButton } from '../board/copy-button.tsx';
import styles from './webhooks-view.module.css';

type Props = { readonly secret: string; readonly close: () => void };

/** Shown this once, so it comes into view wherever the page was scrolled to, and the keyboard goes on from here. */
export function NewSecret({ secret, close }: Props) {
  const text = useText();
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <section ref={place} className={styles['secret']} tabIndex={-1} aria-label={text.webhooks.secretOnce}>
      <Notice title={text.webhooks.secretOnce} action={{ label: text.webhooks.secretKept, run: close }}>
        <code>{secret}</code> <CopyButton value={secret} label={text.webhooks.copySecret} />
      </Notice>
    </section>
  );
}
