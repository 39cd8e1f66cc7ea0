/** The tables of the screening of registrations as Kysely sees them. Times are TimePoints. */
import type { NewcomerStatus } from '../../domain/newcomer.ts';

type NewcomerTable = {
  id: string;
  /** In the order of finding. */
  number: number;
  /** entityKey. */
  entity: string;
  status: NewcomerStatus;
  risk: number;
  /** Empty where it is tied to no ring. */
  ring_id: string;
  found_at: number;
  body: string;
};
/** One row. */
type SweepTable = { name: string; step: number; body: string };

export type NewcomerTables = { newcomer: NewcomerTable; screening_sweep: SweepTable };
