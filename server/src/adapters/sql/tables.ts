/** The case store's tables as Kysely sees them. Times are TimePoints, flags 0 or 1, structured values JSON text. */
import type { Role } from '../../domain/principal.ts';
import type { RingStatus } from '../../domain/ring.ts';
import type { SettingName } from '../../domain/setting.ts';
import type { AlertTables } from './alert-tables.ts';
import type { NewcomerTables } from './newcomer-tables.ts';
import type { ScheduleTables } from './schedule-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

export type RunTable = {
  id: string;
  started_at: number;
  /** 1, 2, 3 … in the order of publication; null when kept aside. The greatest is what is published now. */
  published_number: number | null;
  /** −1 = the data hold no time. */
  as_of: number;
  body: string;
};

export type RingTable = {
  run_id: string;
  id: string;
  score: number;
  /** Position in SEVERITIES. */
  severity: number;
  confidence: number;
  status: RingStatus;
  size: number;
  /** The largest amount in one currency: amounts in different currencies are never added. */
  still_stoppable: number;
  /** −1 = no time known. */
  last_seen: number;
  /** Folded by NFKC and case: the summary, for word search. */
  words: string;
  body: string;
};

export type RingMemberTable = {
  run_id: string;
  ring_id: string;
  /** entityKey: `Kind:id`. */
  member: string;
  /** Folded id, for search by its beginning. */
  folded_id: string;
};
export type RingTag = 'typology' | 'market' | 'evidence';
export type RingTagTable = { run_id: string; ring_id: string; tag: RingTag; value: string };
export type RingChangeTable = {
  /** 1, 2, 3 … in the order of publication. */
  number: number;
  ring_id: string;
  run_id: string;
  body: string;
};
export type VerdictTable = {
  number: number;
  kind: 'ring' | 'member' | 'account' | 'link';
  /** Empty for links and for accounts outside rings. */
  ring_id: string;
  subject: string;
  /** The picture that was judged; empty where it is not on record, and where there is no ring. */
  seen_ring: string;
  seen_run: string;
  body: string;
};
export type SettingTable = { number: number; name: SettingName; body: string };
export type ParameterSetTable = { number: number; name: string; hash: string; body: string };
type ProjectionOutboxTable = { name: string; wanted: number; delivered: number; owner: string };
type IssuedRingTable = { id: string; run_id: string };
/** All of one run, the newest that was published. */
type LeadTable = { position: number; run_id: string; body: string };

export type ServiceKeyTable = {
  id: string;
  name: string;
  role: Role;
  secret_hash: string;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  last_used_at: number | null;
};
type SignInTokenTable = {
  token_hash: string;
  role: Role;
  /** Whom the link is for; null: nobody by name. */
  name: string | null;
  expires_at: number;
  used_at: number | null;
};
type SessionTable = { id_hash: string; role: Role; name: string | null; expires_at: number; ended: number };
type EventTable = {
  number: number;
  type: string;
  at: number;
  principal: string;
  subject: string;
  details: string;
};

export type CaseTables = WebhookTables &
  ScheduleTables &
  AlertTables &
  NewcomerTables & {
    detection_run: RunTable;
    ring: RingTable;
    ring_member: RingMemberTable;
    ring_tag: RingTagTable;
    issued_ring: IssuedRingTable;
    lead: LeadTable;
    ring_change: RingChangeTable;
    verdict: VerdictTable;
    setting: SettingTable;
    parameter_set: ParameterSetTable;
    projection_outbox: ProjectionOutboxTable;
    service_key: ServiceKeyTable;
    sign_in_token: SignInTokenTable;
    session: SessionTable;
    domain_event: EventTable;
  };
