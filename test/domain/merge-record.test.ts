import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalEntity, canonicalEvent, canonicalLink } from '../../server/src/domain/merge-canonical.ts';
import { compareValues } from '../../server/src/domain/merge-fields.ts';
import { observations } from '../../server/src/domain/merge-observed.ts';
import {
  entityRow,
  eventRow,
  type Merge,
  mergeRows,
  mergeStated,
  statedLink,
} from '../../server/src/domain/merge-record.ts';
import type { EntityRecord, EventRecord } from '../../server/src/domain/records.ts';
import { parseTimePoint, type TimePoint } from '../../server/src/domain/time-point.ts';
import { entityRecord, eventRecord, linkRecord } from '../support/record-arbitraries.ts';

const REF = { kind: 'Buyer', id: 'a' } as const;
const time = (text: string): TimePoint => parseTimePoint(text) ?? (Number.NaN as TimePoint);

type Form<R, T> = {
  readonly record: fc.Arbitrary<R>;
  readonly row: (record: R) => T;
  readonly merge: (ours: T, theirs: T) => Merge<T>;
  /** What is held, as the one text of it: equal texts are equal records. */
  readonly text: (merged: T) => string;
};

function mergeLaws<R, T>(name: string, { record, row, merge, text }: Form<R, T>): void {
  const join = (x: T, y: T): T => merge(x, y).value;
  const rows = record.map(row);

  describe(`merging ${name}`, () => {
    it('does not depend on the order of two rows', () => {
      fc.assert(
        fc.property(rows, rows, (x, y) => {
          expect(text(join(x, y))).toBe(text(join(y, x)));
        }),
      );
    });

    it('does not depend on the grouping of three', () => {
      fc.assert(
        fc.property(rows, rows, rows, (x, y, z) => {
          expect(text(join(join(x, y), z))).toBe(text(join(x, join(y, z))));
        }),
      );
    });

    it('changes nothing by a row that is there already, and says so', () => {
      fc.assert(
        fc.property(rows, rows, (x, y) => {
          const held = join(x, y);
          expect(merge(held, y).changed).toBe(false);
          expect(text(join(held, y))).toBe(text(held));
        }),
      );
    });

    it('says it changed exactly when the text did', () => {
      fc.assert(
        fc.property(rows, rows, (x, y) => {
          expect(merge(x, y).changed).toBe(text(join(x, y)) !== text(x));
        }),
      );
    });
  });
}

mergeLaws('entities', {
  record: entityRecord,
  row: entityRow,
  merge: mergeRows,
  text: (merged) => canonicalEntity(REF, merged),
});
mergeLaws('events', {
  record: eventRecord,
  row: eventRow,
  merge: mergeRows,
  text: (merged) => canonicalEvent('ORDER', 'o', merged),
});
mergeLaws('stated links', {
  record: linkRecord,
  row: statedLink,
  merge: mergeStated,
  text: (stated) => canonicalLink('FOLLOWS', REF, REF, { stated, observed: null }),
});

describe('the later version wins', () => {
  const entity = (fields: Partial<EntityRecord>) => entityRow({ record: 'entity', ...REF, ...fields });
  const label = (x: Partial<EntityRecord>, y: Partial<EntityRecord>) => {
    const { value, conflict } = mergeRows(entity(x), entity(y));
    return [value.fields.get('label')?.value, conflict];
  };

  it('over an earlier one and over none, without a conflict', () => {
    const late = { label: 'a', updatedAt: time('2026-02-01') };
    expect(label(late, { label: 'z', updatedAt: time('2026-01-01') })).toEqual(['a', false]);
    expect(label(late, { label: 'z' })).toEqual(['a', false]);
  });

  it('and between equal ones the greater value, with a conflict', () => {
    expect(label({ label: 'a' }, { label: 'z' })).toEqual(['z', true]);
    const at = { updatedAt: time('2026-02-01') };
    expect(label({ label: '\u{1f600}', ...at }, { label: '\uffee', ...at })).toEqual(['\u{1f600}', true]);
  });

  it('field by field: each keeps the version that set it', () => {
    const { value } = mergeRows(
      entity({ label: 'new', updatedAt: time('2026-02-01') }),
      entity({ label: 'old', market: 'GB', updatedAt: time('2026-01-01') }),
    );
    expect([...value.fields]).toEqual([
      ['label', { value: 'new', version: time('2026-02-01') }],
      ['market', { value: 'GB', version: time('2026-01-01') }],
    ]);
  });

  it('money is compared as numbers, not as text', () => {
    expect(compareValues('amount', ['9', 'GBP'], ['10', 'GBP'])).toBeLessThan(0);
    expect(compareValues('discount', '10.5', '9')).toBeGreaterThan(0);
    expect(compareValues('label', '10', '9')).toBeLessThan(0);
  });

  it('amount and currency go together, never one of each row', () => {
    const order = (fields: Partial<EventRecord>) =>
      eventRow({ record: 'event', type: 'ORDER', id: 'o', from: REF, to: { kind: 'Seller', id: 's' }, ...fields });
    const { value } = mergeRows(
      order({ amount: '5' as never, currency: 'GBP', updatedAt: time('2026-01-01') }),
      order({ currency: 'USD', updatedAt: time('2026-01-02') }),
    );
    expect(value.fields.get('amount')?.value).toEqual([null, 'USD']);
  });
});

describe('what an event observes', () => {
  it('its own line, its target where it is an identifier, and the identifiers it names', () => {
    const links = observations('LOGIN', 'Device').map(({ link, from, to }) => `${from} ${link} ${to}`);
    expect(links).toContain('from LOGIN to');
    expect(links).toContain('from USES_DEVICE to');
    expect(links).toContain('from SEEN_AT_IP ipAddress');
  });

  it('decisions about one actor draw no line; the account of a commission is the creator’s', () => {
    expect(observations('ENFORCEMENT', 'Seller').some(({ link }) => link === 'ENFORCEMENT')).toBe(false);
    const account = observations('COMMISSION', 'Creator').find(({ link }) => link === 'PAID_OUT_TO');
    expect(account).toEqual({ link: 'PAID_OUT_TO', from: 'to', to: 'payoutAccount' });
  });
});
