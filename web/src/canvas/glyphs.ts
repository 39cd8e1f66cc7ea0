/** The sign of each kind on a 24 × 24 grid: drawn into the canvas's texture and, as SVG, into legend and tables. */
import type { EntityKind } from '../exploration/vocabulary.ts';

export type Glyph = { readonly path: string } | { readonly letters: string };
export type Shape = 'square' | 'circle' | 'diamond' | 'hexagon';

export const GLYPH_GRID = 24;

/** Filled by the even-odd rule: an inner outline is a hole. */
export const GLYPHS: Readonly<Record<EntityKind, Glyph>> = {
  SELLER: { path: 'M5.5 4H18.5L21 9.5V11H3V9.5ZM4.5 12.2H19.5V20.5H14.2V15H9.8V20.5H4.5Z' },
  CREATOR: { path: 'M8 4.5L19.5 12L8 19.5Z' },
  BUYER: { path: 'M12 3.5a4.2 4.2 0 1 0 .01 0ZM4 20.5C4 15.8 7.4 13.4 12 13.4S20 15.8 20 20.5Z' },
  DEVICE: { path: 'M8 2H16a2 2 0 0 1 2 2V20a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2ZM8.2 5V17.6H15.8V5Z' },
  PAYMENT_INSTRUMENT: { path: 'M2.5 5H21.5V19H2.5ZM2.5 8.2H21.5V11.4H2.5ZM5 14.2H10.5V16.4H5Z' },
  PAYOUT_ACCOUNT: {
    path: 'M12 2.5L21.5 8V10H2.5V8ZM5 11.2H8V17H5ZM10.5 11.2H13.5V17H10.5ZM16 11.2H19V17H16ZM2.5 18.2H21.5V21H2.5Z',
  },
  ADDRESS: {
    path: 'M12 2C7.6 2 4.5 5.2 4.5 9.3C4.5 14.6 12 22 12 22S19.5 14.6 19.5 9.3C19.5 5.2 16.4 2 12 2ZM12 6.2a3.1 3.1 0 1 0 .01 0Z',
  },
  PHONE: {
    path: 'M6.6 2.8L10 3L11.2 8L8.8 9.8C9.9 12.2 11.8 14.1 14.2 15.2L16 12.8L21 14L21.2 17.4C21.2 19.5 19.6 21.2 17.4 21.2C9.4 20.8 3.2 14.6 2.8 6.6C2.8 4.4 4.5 2.8 6.6 2.8Z',
  },
  EMAIL: { path: 'M2.5 5H21.5V6.4L12 13L2.5 6.4ZM2.5 9L12 15.6L21.5 9V19H2.5Z' },
  IP_ADDRESS: { letters: 'IP' },
  IDENTITY_DOCUMENT: { letters: 'ID' },
  BUSINESS_REGISTRATION: { path: 'M8.5 3.5H15.5V7H21.5V20H2.5V7H8.5ZM10.6 5.4V7H13.4V5.4Z' },
  WAREHOUSE: { path: 'M12 2.5L22.5 8.5V21.5H18.8V11.2H5.2V21.5H1.5V8.5ZM7 13.2H17V16H7ZM7 18H17V20.8H7Z' },
  FINGERPRINT: { letters: '#' },
  PRODUCT: { path: 'M12 2L21.5 7V17L12 22L2.5 17V7ZM12 5L6.4 7.8L12 10.7L17.6 7.8Z' },
  CONTENT: { path: 'M2.5 5.5H15V10L21.5 6V18L15 14V18.5H2.5Z' },
  SHIPMENT: {
    path: 'M1.5 5.5H14V15.8H1.5ZM15.2 9H19.2L22.5 12.8V15.8H15.2ZM6.3 16.6a2.3 2.3 0 1 0 .01 0ZM18 16.6a2.3 2.3 0 1 0 .01 0Z',
  },
  COUPON: { letters: '%' },
};

export const shapeOfKind = (kind: EntityKind): Shape => {
  switch (kind) {
    case 'SELLER':
      return 'square';
    case 'CREATOR':
      return 'diamond';
    case 'PRODUCT':
    case 'CONTENT':
    case 'SHIPMENT':
    case 'COUPON':
      return 'hexagon';
    default:
      return 'circle';
  }
};
