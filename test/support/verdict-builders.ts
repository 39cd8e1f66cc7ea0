/** Verdicts and entries as Anna gives them: a ring dismissed as an agency, unless said otherwise. */
import type { EntityRef } from '../../server/src/domain/records.ts';
import type { Suppression } from '../../server/src/domain/suppression.ts';
import type { RingVerdict } from '../../server/src/domain/verdict.ts';
import { day } from './ring-builders.ts';

export const GIVEN = { reason: 'AGENCY', note: '', by: 'Anna', at: day(1) } as const;

export const aRingVerdict = (ringId: string, fields: Partial<RingVerdict> = {}): RingVerdict => ({
  ...GIVEN,
  ringId,
  verdict: 'DISMISSED',
  seen: null,
  basis: { members: [], severity: 'MEDIUM', stillStoppable: [], typologies: [] },
  outdatedBy: null,
  inheritedFrom: null,
  ...fields,
});

export const anAllowance = (ref: EntityRef, fields: Partial<Suppression> = {}): Suppression => ({
  ...{
    id: `sup_${ref.kind}_${ref.id}`,
    kind: 'ALLOW',
    target: { kind: 'entity', ref },
    reason: 'the campus',
    owner: 'Anna',
  },
  ...{ createdAt: day(1), expiresAt: day(300), ended: null },
  ...fields,
});
export const ALLOWED_EVENT = { type: 'test', at: day(1), principal: 'anna', subject: 'sup', details: {} } as const;
