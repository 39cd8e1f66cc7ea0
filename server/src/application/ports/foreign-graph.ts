/**
 * An existing graph of somebody else's. It is read through a map and never changed; rings may be noted beside it, under
 * names of our own.
 */
import type { Failure } from '../../domain/failure.ts';
import type { Result } from '../../domain/result.ts';
import type { Ring } from '../../domain/ring.ts';
import type { ReportProgress } from './progress.ts';
import type { OpenedSource } from './record-source.ts';

export type ForeignRequest = {
  /** Where an earlier reading was left; null where there was none, or all is to be read again. */
  readonly bookmark: (name: string) => Promise<string | null>;
  readonly batchSize: number;
  readonly onProgress?: ReportProgress;
  readonly signal?: AbortSignal;
};

export type NoteCounts = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
};
export type NoteReport = Readonly<Record<'rings' | 'members', NoteCounts>>;
export type NoteRequest = { readonly runId: string; readonly dryRun: boolean };

export interface ForeignGraph {
  /**
   * Checks that everything the map names is there; its `files` tell what is read, and from when on. Batches carry the
   * bookmarks they must be kept with. A failure of the server meanwhile is thrown as FailureError.
   */
  open(request: ForeignRequest): Promise<Result<OpenedSource, Failure>>;
  /** Makes the notes equal these rings: one transaction of the differences. */
  noteRings(rings: readonly Ring[], request: NoteRequest): Promise<NoteReport>;
  close(): Promise<void>;
}
