/** Who is one person though nobody says so, and who is not. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { readPopulation } from '../../server/src/detection/population.ts';
import type { LinkType } from '../../server/src/domain/ontology.ts';
import type { Key } from '../support/graph-columns.ts';
import { buyer, creator, seller, settle, smallTown, type Town } from '../support/small-town.ts';

const ringsOf = (town: Town) => detectRings(town.columns, DEFAULT_PARAMETERS, { now: () => 0 }).candidates;
const personsOf = (town: Town): number => readPopulation(town.columns).personCount;

/** One document, payout account and telephone for all of these. */
function sharePapers(town: Town, accounts: readonly Key[], name: string): void {
  town
    .share('VERIFIED_BY', accounts, `IdentityDocument:${name}`)
    .share('PAID_OUT_TO', accounts, `PayoutAccount:${name}`);
  town.share('HAS_PHONE', accounts, `Phone:${name}`);
}

function open(town: Town, name: string, roles: readonly ((id: string) => Key)[]): Key[] {
  const accounts = roles.map((role, i) => settle(town, role(name), -100 + i * 20));
  sharePapers(town, accounts, name);
  for (const shop of accounts.filter((account) => account.startsWith('Seller'))) {
    for (let i = 0; i < 12; i++) town.order(buyer(`h${i * 7}`), shop, 300 + i * 60);
  }
  return accounts;
}

describe('a buyer, a seller and a creator account', () => {
  it('of one document and payout account are one person, and no ring', () => {
    const town = smallTown();
    const before = personsOf(town);
    open(town, 'x', [buyer, seller, creator]);
    expect(personsOf(town)).toBe(before + 1);
    expect(ringsOf(town)).toEqual([]);
  });

  it('of two who live together are two persons, and no ring', () => {
    const town = smallTown();
    const before = personsOf(town);
    const home = [...open(town, 'x', [buyer, seller]), ...open(town, 'y', [buyer, seller])];
    town.share('HAS_ADDRESS', home, 'Address:home').share('USES_DEVICE', home, 'Device:home');
    expect(personsOf(town)).toBe(before + 2);
    expect(ringsOf(town)).toEqual([]);
  });

  it('stay apart where they have one paper only, or only a home', () => {
    const cases: readonly Readonly<Partial<Record<LinkType, Key>>>[] = [
      { VERIFIED_BY: 'IdentityDocument:x' },
      { PAID_OUT_TO: 'PayoutAccount:x', PAYS_WITH: 'PaymentInstrument:x' },
      { HAS_ADDRESS: 'Address:x', USES_DEVICE: 'Device:x', SEEN_AT_IP: 'IpAddress:x' },
    ];
    for (const common of cases) {
      const town = smallTown();
      const accounts = [settle(town, buyer('x')), settle(town, seller('x'))];
      const before = personsOf(town);
      for (const [type, key] of Object.entries(common)) town.share(type as LinkType, accounts, key);
      expect(personsOf(town)).toBe(before);
    }
  });
});

describe('nobody is made one person', () => {
  it('of three shops behind one document: that is a ring', () => {
    const town = smallTown();
    const before = personsOf(town);
    const shops = [1, 2, 3].map((i) => settle(town, seller(`x${i}`), -100));
    sharePapers(town, shops, 'x');
    expect(personsOf(town)).toBe(before + 3);
    expect(ringsOf(town)[0]?.typologies[0]?.code).toBe('DOCUMENT_REUSE');
  });

  it('with either of two partners whose shop it is', () => {
    const town = smallTown();
    const [shop, one, other] = [seller('s'), buyer('x'), buyer('y')].map((account) => settle(town, account, -100));
    const before = personsOf(town);
    sharePapers(town, [shop ?? 'Seller:s', one ?? 'Buyer:x'], 'x');
    sharePapers(town, [shop ?? 'Seller:s', other ?? 'Buyer:y'], 'y');
    expect(personsOf(town)).toBe(before);
  });

  it("by a payment agent's account that was found to be in order", () => {
    const town = smallTown();
    open(town, 'x', [buyer, seller]);
    const before = personsOf(town);
    town.entity('PayoutAccount:x', { risk: 'confirmedLegitimate' });
    expect(personsOf(town)).toBe(before + 1);
  });
});
