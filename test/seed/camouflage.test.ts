import { describe, expect, test } from 'vitest';
import { generateMarketplace, type Scenario, scenarioByName } from '../../seed/src/main.ts';
import { fromOf, identifiersIn, indexRows, viewRing } from './ring-view.ts';

const named = (name: string): Scenario => {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  return scenario;
};

describe('camouflage', () => {
  const knob = (camouflage: Partial<Scenario['camouflage']>): Scenario => {
    const base = named('small');
    return { ...base, camouflage: { ...base.camouflage, ...camouflage } };
  };
  const sharedShare = (scenario: Scenario): number => {
    const marketplace = generateMarketplace(scenario);
    const rows = indexRows(marketplace.records);
    const ringViews = marketplace.truth.rings.map((ring) => viewRing(ring, rows));
    const uses = ringViews.flatMap((view) =>
      [...view.members].map((key) =>
        (rows.rowsOf.get(key) ?? []).flatMap((row) => (fromOf(row) === key ? identifiersIn(row) : [])),
      ),
    );
    return uses.reduce((sum, ids) => sum + new Set(ids).size, 0) / uses.length;
  };

  test('rotation takes ties away: members hold fewer shared identifiers, and more of their own', () => {
    const tied = (scenario: Scenario): number => {
      const marketplace = generateMarketplace(scenario);
      const rows = indexRows(marketplace.records);
      const shares = marketplace.truth.rings.map((ring) => {
        const view = viewRing(ring, rows);
        return (
          view.sharing('Device', 'Address', 'PaymentInstrument', 'PayoutAccount', 'Warehouse').size / view.members.size
        );
      });
      return shares.reduce((sum, each) => sum + each, 0) / shares.length;
    };
    expect(tied(knob({ rotation: 0.9 }))).toBeLessThan(tied(knob({ rotation: 0 })) - 0.1);
  });

  test('rotation makes members use more different identifiers', () => {
    expect(sharedShare(knob({ rotation: 0.9 }))).toBeGreaterThan(1.15 * sharedShare(knob({ rotation: 0 })));
  });

  test('decoys add ordinary dealings and hijacking adds bystanders', () => {
    const bystanders = (scenario: Scenario): number =>
      generateMarketplace(scenario).truth.rings.reduce((sum, ring) => sum + ring.bystanders.length, 0);
    expect(bystanders(knob({ hijacked: 0.5 }))).toBeGreaterThan(bystanders(knob({ hijacked: 0 })) + 20);
    const rows = (scenario: Scenario): number => [...generateMarketplace(scenario).records].length;
    expect(rows(knob({ decoys: 4 }))).toBeGreaterThan(rows(knob({ decoys: 0 })) + 500);
  });
});
