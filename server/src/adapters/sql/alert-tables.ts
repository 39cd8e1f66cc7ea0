/** The tables of alerts and of what keeps them back, as Kysely sees them. Times are TimePoints. */
import type { AlertStatus, AlertStepType, CloseReason } from '../../domain/alert.ts';

export type AlertTable = {
  id: string;
  ring_id: string;
  /** The ring's id while it is not closed, else null. */
  live_ring_id: string | null;
  status: AlertStatus;
  /** Position in SEVERITIES. */
  severity: number;
  score: number;
  /** Number of its last step. */
  last_step: number;
  /** Name; null: nobody's. */
  assignee: string | null;
  close_reason: CloseReason | null;
  raised_at: number;
  /** Null where no settlement is known. */
  hours_left: number | null;
  body: string;
};
type AlertPriorityTable = { alert_id: string; currency: string; per_hour: number };
export type AlertTag = 'typology' | 'cause';
type AlertTagTable = { alert_id: string; tag: AlertTag; value: string };
export type AlertStepTable = {
  number: number;
  alert_id: string;
  ring_id: string;
  type: AlertStepType;
  at: number;
  by: string;
  note: string;
  assignee: string | null;
};
type SuppressionTable = { id: string; expires_at: number; ended: number; body: string };
type SuppressionMatchTable = {
  suppression_id: string;
  ring_id: string;
  first_at: number;
  last_at: number;
  count: number;
  run_id: string;
  statement: string;
};

export type AlertTables = {
  alert: AlertTable;
  alert_priority: AlertPriorityTable;
  alert_tag: AlertTagTable;
  alert_step: AlertStepTable;
  suppression: SuppressionTable;
  suppression_match: SuppressionMatchTable;
};
