/** Every word the canvas, its legend, its tables and its toolbar show, in English. */
import type { BoardAction } from '../exploration/board-state.ts';
import type {
  Contact,
  EntityKind,
  EntityStatus,
  KindGroup,
  LayoutName,
  LinkType,
  MemberRole,
  RiskLabel,
} from '../exploration/vocabulary.ts';

const number = new Intl.NumberFormat('en');
const count = (value: number, one: string, many = `${one}s`): string =>
  `${number.format(value)} ${value === 1 ? one : many}`;

const kinds: Readonly<Record<EntityKind, string>> = {
  SELLER: 'Seller',
  CREATOR: 'Creator',
  BUYER: 'Buyer',
  DEVICE: 'Device',
  PAYMENT_INSTRUMENT: 'Payment card',
  PAYOUT_ACCOUNT: 'Payout account',
  ADDRESS: 'Address',
  PHONE: 'Phone',
  EMAIL: 'E-mail',
  IP_ADDRESS: 'IP address',
  IDENTITY_DOCUMENT: 'Identity document',
  BUSINESS_REGISTRATION: 'Business registration',
  WAREHOUSE: 'Warehouse',
  FINGERPRINT: 'Fingerprint',
  PRODUCT: 'Product',
  CONTENT: 'Content',
  SHIPMENT: 'Shipment',
  COUPON: 'Coupon',
};

const linkTypes: Readonly<Record<LinkType, string>> = {
  USES_DEVICE: 'uses device',
  PAYS_WITH: 'pays with',
  PAID_OUT_TO: 'paid out to',
  HAS_ADDRESS: 'has address',
  HAS_PHONE: 'has phone',
  HAS_EMAIL: 'has e-mail',
  SEEN_AT_IP: 'seen at IP',
  VERIFIED_BY: 'verified by',
  REGISTERED_AS: 'registered as',
  SHIPS_FROM: 'ships from',
  HAS_FINGERPRINT: 'has fingerprint',
  SELLS: 'sells',
  PUBLISHED: 'published',
  FEATURES: 'features',
  REFERRED: 'referred',
  MANAGES: 'manages',
  COLLABORATES: 'collaborates',
  FOLLOWS: 'follows',
  SAME_PERSON: 'same person',
  TRANSACTED_WITH: 'transacted with',
  VERIFICATION: 'verification',
  PROFILE_CHANGE: 'profile change',
  LOGIN: 'login',
  ENGAGEMENT: 'engagement',
  PROMOTION: 'promotion',
  SAMPLE: 'sample',
  GIFT: 'gift',
  MESSAGE: 'message',
  REVIEW: 'review',
  ORDER: 'order',
  REDEMPTION: 'redemption',
  CANCELLATION: 'cancellation',
  TRANSFER: 'transfer',
  CHARGEBACK: 'chargeback',
  SHIPMENT: 'shipment',
  DELIVERY: 'delivery',
  CLAIM: 'claim',
  RETURN: 'return',
  REFUND: 'refund',
  COMPLAINT: 'complaint',
  COMMISSION: 'commission',
  PAYOUT: 'payout',
  SETTLEMENT: 'settlement',
  HOLD: 'hold',
  RELEASE: 'release',
  CLAWBACK: 'clawback',
  ENFORCEMENT: 'enforcement',
  APPEAL: 'appeal',
};

const statuses: Readonly<Record<EntityStatus, string>> = {
  ACTIVE: 'active',
  RESTRICTED: 'restricted',
  SUSPENDED: 'suspended',
  BANNED: 'banned',
  CLOSED: 'closed',
};

const riskLabels: Readonly<Record<RiskLabel, string>> = {
  CONFIRMED_FRAUD: 'confirmed fraud',
  CONFIRMED_LEGITIMATE: 'confirmed legitimate',
  SUSPECTED: 'suspected',
  COMPROMISED: 'account taken over',
  NONE: 'no finding',
};

const roles: Readonly<Record<MemberRole, string>> = {
  ORGANISER: 'organiser',
  CORE: 'core',
  MULE: 'mule',
  ASSOCIATE: 'associate',
  VICTIM: 'victim',
};

const groups: Readonly<Record<KindGroup, string>> = {
  seller: 'Sellers',
  creator: 'Creators',
  buyer: 'Buyers',
  identifier: 'Shared details',
  thing: 'Products and things',
};

const contacts: Readonly<Record<Contact, string>> = {
  identifier: 'shared detail: solid line',
  interaction: 'dealings: dashed line',
  money: 'money: arrow to who receives it or to whom it was ordered',
};

const layouts: Readonly<Record<LayoutName, string>> = {
  force: 'Clusters',
  lanes: 'Lanes',
  radial: 'Rings',
  time: 'Time',
};

const actions: Readonly<Record<BoardAction, string>> = {
  fill: 'add',
  expand: 'expand',
  collapse: 'collapse',
  hide: 'hide',
  showHidden: 'show hidden',
  pin: 'pin',
  unpin: 'unpin',
  filter: 'filter',
  openHub: 'open or fold hub',
  layout: 'change of layout',
  path: 'show path',
  restore: 'restore',
  look: 'look',
};

export const canvasText = {
  number,
  count,
  kinds,
  linkTypes,
  statuses,
  riskLabels,
  roles,
  groups,
  contacts,
  layouts,
  actions,
};
