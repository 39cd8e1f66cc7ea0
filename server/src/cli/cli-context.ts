/**
 * What a command is given: settings, streams, a stop signal, and a way to open the stores. Commands live one a file as
 * `addXCommand(program, context)`; they parse arguments, call one use case and print. Results go to standard output,
 * everything else to standard error.
 */
import type { AlertStore, SuppressionStore } from '../application/ports/alert-store.ts';
import type { AccessStore, CaseStore, EventLog, RingStore } from '../application/ports/case-store.ts';
import type { Clock, Randomness } from '../application/ports/clock.ts';
import type { GraphStore } from '../application/ports/graph-store.ts';
import type { NewcomerStore } from '../application/ports/newcomer-store.ts';
import type { RecordSource, RejectsWriter } from '../application/ports/record-source.ts';
import type { RingProjection } from '../application/ports/ring-projection.ts';
import type { RunMemory } from '../application/ports/run-memory.ts';
import type { ParameterSetStore, SettingStore } from '../application/ports/setting-store.ts';
import type { VerdictStore } from '../application/ports/verdict-store.ts';
import type { Config } from '../config.ts';
import type { Failure } from '../domain/failure.ts';
import type { Principal } from '../domain/principal.ts';
import type { Result } from '../domain/result.ts';

export const EXIT = { done: 0, failed: 1, usage: 2, findings: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Everything use cases are built from. Opened on demand, closed by the runner after the command. */
export type Services = {
  readonly graph: GraphStore;
  readonly cases: CaseStore;
  readonly rings: RingStore;
  readonly access: AccessStore;
  readonly log: EventLog;
  readonly verdicts: VerdictStore;
  readonly settings: SettingStore;
  readonly parameterSets: ParameterSetStore;
  readonly alerts: AlertStore;
  readonly suppressions: SuppressionStore;
  readonly newcomers: NewcomerStore;
  /** Null where rings are not shown beside the graph. */
  readonly projection: RingProjection | null;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** What the last published run left for an incremental one. */
  readonly memory: RunMemory;
  readonly source: RecordSource;
  readonly newRejectsWriter: () => RejectsWriter;
};

/** `waitForGraph`: a graph store that does not answer yet is no failure; it is waited for behind the services. */
export type OpenOptions = { readonly waitForGraph?: boolean };

export type CliContext = {
  readonly config: Config;
  /** The operator at this machine's command line. */
  readonly principal: Principal;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether standard error is a terminal: only then is a progress bar drawn. */
  readonly isTerminal: boolean;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Opens the configured stores once. */
  readonly open: (options?: OpenOptions) => Promise<Result<Services, Failure>>;
  /** Opens empty stores in a temporary folder, removed when they are closed, at the latest when the command ends. */
  readonly openTemporary: () => Promise<Result<Services & { close(): Promise<void> }, Failure>>;
  readonly exit: (code: ExitCode) => void;
};
