/** What speaks for the group: honest structures that look like rings, and conduct that rings seldom show. */
import { findCooperative, findLegalRepresentative, findOneCompany, findOneOwner, findStaff } from './businesses.ts';
import type { CounterFinder } from './finding.ts';
import {
  findConfirmedLegitimate,
  findDiverseTargets,
  findLongTenure,
  findOverturnedEnforcement,
  findSeparatePayouts,
  findSingleSoftIdentifier,
  findViralContent,
} from './honest-conduct.ts';
import {
  findAgency,
  findCampusOrOffice,
  findHousehold,
  findMutualCircle,
  findPublicIdentifiers,
} from './living-together.ts';
import { findPaymentAgent } from './payment-agents.ts';
import { findRelatives } from './relatives.ts';
import { findSeparatePersons } from './separate-persons.ts';
import { findTrialOrders } from './trial-orders.ts';

export const COUNTER_FINDERS: readonly CounterFinder[] = [
  findConfirmedLegitimate,
  findHousehold,
  findRelatives,
  findMutualCircle,
  findAgency,
  findCampusOrOffice,
  findStaff,
  findSeparatePersons,
  findOneCompany,
  findOneOwner,
  findLegalRepresentative,
  findCooperative,
  findTrialOrders,
  findPaymentAgent,
  findPublicIdentifiers,
  findLongTenure,
  findDiverseTargets,
  findSeparatePayouts,
  findViralContent,
  findOverturnedEnforcement,
  findSingleSoftIdentifier,
];
