/**
 * How strongly one drawn link ties its ends, 0–1: the weight of its type, raised a little by repetition and lowered
 * by how many others hang on the busier end (a Wi-Fi shared by 500 ties nobody). Type, count and degrees only, so
 * every store gives the same number: the result is rounded to 1e-6 against differences in the last bit.
 */
import { type DrawnLinkType, LINK_TYPES } from './ontology.ts';

const TYPE_WEIGHT: Readonly<Partial<Record<DrawnLinkType, number>>> = {
  SAME_PERSON: 1,
  VERIFIED_BY: 0.95,
  REGISTERED_AS: 0.9,
  PAID_OUT_TO: 0.9,
  PAYS_WITH: 0.85,
  HAS_PHONE: 0.8,
  HAS_EMAIL: 0.8,
  HAS_FINGERPRINT: 0.7,
  USES_DEVICE: 0.65,
  MANAGES: 0.6,
  REFERRED: 0.5,
  HAS_ADDRESS: 0.5,
  TRANSACTED_WITH: 0.5,
  SHIPS_FROM: 0.45,
  SELLS: 0.5,
  PUBLISHED: 0.5,
  COLLABORATES: 0.45,
  FEATURES: 0.4,
  SEEN_AT_IP: 0.3,
  FOLLOWS: 0.15,
};
const EVENT_WEIGHT = 0.4;

/** Before repetition and crowding: how well one such link, by itself, speaks for a common hand. */
export const typeWeight = (type: DrawnLinkType): number =>
  TYPE_WEIGHT[type] ?? (type in LINK_TYPES ? 0.4 : EVENT_WEIGHT);

export function linkStrength(type: DrawnLinkType, count: number, degrees: readonly [number, number]): number {
  const weight = typeWeight(type);
  const repetition = 1 - 0.35 / Math.sqrt(Math.max(1, count));
  const crowd = 1 / (1 + Math.log2(Math.max(2, degrees[0], degrees[1]) / 2) / 4);
  return Math.round(weight * repetition * crowd * 1e6) / 1e6;
}
