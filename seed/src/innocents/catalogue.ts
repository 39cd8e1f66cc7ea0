/** All innocent structures. To add one: a file beside this, a line here, and its name in truth.ts. */
import { agency } from './agency.ts';
import { carrierNat } from './carrier-nat.ts';
import { corporateCard } from './corporate-card.ts';
import { coupleOneCard } from './couple-one-card.ts';
import { family } from './family.ts';
import { fanClub } from './fan-club.ts';
import { flashSale } from './flash-sale.ts';
import { groupBuy } from './group-buy.ts';
import { internetCafe } from './internet-cafe.ts';
import { legalRepresentative } from './legal-representative.ts';
import { logisticsWarehouse } from './logistics-warehouse.ts';
import { namesakes } from './namesakes.ts';
import { office } from './office.ts';
import { parcelLocker } from './parcel-locker.ts';
import { paymentAgent } from './payment-agent.ts';
import { referralCampaign } from './referral-campaign.ts';
import { resellerWithStaff } from './reseller-with-staff.ts';
import type { InnocentRecipe } from './scene.ts';
import { studentHall } from './student-hall.ts';
import { testAccounts } from './test-accounts.ts';
import { wholesaleCatalogue } from './wholesale-catalogue.ts';

export const INNOCENT_RECIPES: readonly InnocentRecipe[] = [
  family,
  coupleOneCard,
  studentHall,
  office,
  carrierNat,
  internetCafe,
  agency,
  resellerWithStaff,
  flashSale,
  fanClub,
  corporateCard,
  testAccounts,
  parcelLocker,
  referralCampaign,
  logisticsWarehouse,
  paymentAgent,
  legalRepresentative,
  namesakes,
  groupBuy,
  wholesaleCatalogue,
];
