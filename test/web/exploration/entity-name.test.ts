import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../web/src/exploration/entity-name.ts';

describe('what an entity is called', () => {
  it('is its label, else its id', () => {
    expect(nameOf({ label: 'Warm Kettle', externalId: 's-1' })).toBe('Warm Kettle');
    expect(nameOf({ label: null, externalId: 's-1' })).toBe('s-1');
  });

  it('shows marks that would turn its direction, and leaves names written from the right alone', () => {
    expect(nameOf({ label: 'evil \u202egnp.exe', externalId: 'b' })).toBe('evil \ufffdgnp.exe');
    expect(nameOf({ label: null, externalId: '\u2067a' })).toBe('\ufffda');
    expect(nameOf({ label: 'الأمل للتجارة', externalId: 'c' })).toBe('الأمل للتجارة');
  });
});
