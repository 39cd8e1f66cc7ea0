import { type EntityKind, isActor } from '../exploration/vocabulary.ts';
import { useText } from '../text/text.tsx';
import styles from './kind-glyph.module.css';

/** Actors are filled shapes, everything else a thin drawing: the same key as on the canvas. */
const GLYPHS: Readonly<Record<EntityKind, string>> = {
  SELLER: 'M3 3h10v10H3z',
  BUYER: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  CREATOR: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  DEVICE: 'M4.5 1.5h7v13h-7zM7 12.5h2',
  PAYMENT_INSTRUMENT: 'M1.5 3.5h13v9h-13zM1.5 6.5h13M4 10h3',
  PAYOUT_ACCOUNT: 'M2 6.5 8 2.5l6 4zM3.5 7v5M6.5 7v5M9.5 7v5M12.5 7v5M2 13.5h12',
  ADDRESS: 'M2.5 7.5 8 2.5l5.5 5M4 7v6.5h8V7M7 13.5v-3h2v3',
  PHONE: 'M4 2.5h2.5l1 3.5-1.5 1a8 8 0 0 0 3.5 3.5l1-1.5 3.5 1V12.5c0 .5-.5 1-1 1A10.5 10.5 0 0 1 3 3.5c0-.5.5-1 1-1z',
  EMAIL: 'M1.5 3.5h13v9h-13zM1.5 4 8 9l6.5-5',
  IP_ADDRESS: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12',
  IDENTITY_DOCUMENT: 'M1.5 3.5h13v9h-13zM4 10.5c0-2 3-2 3 0M5.5 6a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM9.5 7h3M9.5 9.5h3',
  BUSINESS_REGISTRATION: 'M3.5 1.5h6l3 3v10h-9zM6 8h4M6 11h4',
  WAREHOUSE: 'M1.5 6 8 2.5 14.5 6v7.5h-13zM4.5 13.5V8.5h7v5M4.5 11h7',
  FINGERPRINT: 'M4 12c1-2 1-3 1-4a3 3 0 0 1 6 0c0 2 0 4-1 5.5M8 8c0 2-.5 4-1.5 5.5M2.5 9V7.5a5.5 5.5 0 0 1 11 0V10',
  PRODUCT: 'M2 5 8 2l6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6',
  CONTENT: 'M1.5 3.5h13v9h-13zM6.5 6v4.5L10 8.25z',
  SHIPMENT:
    'M1 4.5h8.5v6.5H1zM9.5 6.5h3L15 9v2H9.5M4 11a1.2 1.2 0 1 0 0 2.5A1.2 1.2 0 0 0 4 11zM12 11a1.2 1.2 0 1 0 0 2.5 1.2 1.2 0 0 0 0-2.5z',
  COUPON: 'M1.5 4.5h13V7a1 1 0 0 0 0 2v2.5h-13V9a1 1 0 0 0 0-2zM9.5 5v1M9.5 7.5v1M9.5 10v1',
};

export function KindGlyph({ kind }: { readonly kind: EntityKind }) {
  const text = useText();
  return (
    <svg
      className={styles['glyph']}
      data-filled={isActor(kind)}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      role="img"
      aria-label={text.names.kind[kind]}
    >
      <title>{text.names.kind[kind]}</title>
      <path d={GLYPHS[kind]} />
    </svg>
  );
}
