/** Verdicts as Anna gives them: a ring dismissed as an agency, unless said otherwise. */
import type { RingVerdict } from '../../server/src/domain/verdict.ts';
import { day } from './ring-builders.ts';

export const GIVEN = { reason: 'AGENCY', note: '', by: 'Anna', at: day(1) } as const;

export const aRingVerdict = (ringId: string, fields: Partial<RingVerdict> = {}): RingVerdict => ({
  ...GIVEN,
  ringId,
  verdict: 'DISMISSED',
  basis: { members: [], severity: 'MEDIUM', stillStoppable: [], typologies: [] },
  outdatedBy: null,
  inheritedFrom: null,
  ...fields,
});
