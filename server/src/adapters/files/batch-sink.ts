/** Collects what readers find until a batch is full. */
import type { Reject, SourceBatch } from '../../application/ports/record-source.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import type { GraphRecord } from '../../domain/records.ts';
import type { RecordClass } from './record-fields.ts';

/** Rejects carry whole rows, so fewer of them fill a batch. */
const REJECTS_PER_BATCH = 2000;

export class BatchSink {
  private readonly batchSize: number;
  private readonly signal: AbortSignal | undefined;
  private records: GraphRecord[] = [];
  private rejects: Reject[] = [];
  private read: Record<RecordClass, number> = { entities: 0, links: 0, events: 0 };

  constructor(batchSize: number, signal: AbortSignal | undefined) {
    this.batchSize = batchSize;
    this.signal = signal;
  }

  accept(record: RecordClass, parsed: GraphRecord): void {
    this.read[record]++;
    this.records.push(parsed);
  }

  reject(reject: Reject): void {
    this.read[reject.record]++;
    this.rejects.push(reject);
  }

  get isFull(): boolean {
    return this.records.length >= this.batchSize || this.rejects.length >= REJECTS_PER_BATCH;
  }

  get isEmpty(): boolean {
    return this.records.length === 0 && this.rejects.length === 0;
  }

  take(): SourceBatch {
    this.assertRunning();
    const batch = { records: this.records, rejects: this.rejects, read: this.read };
    this.records = [];
    this.rejects = [];
    this.read = { entities: 0, links: 0, events: 0 };
    return batch;
  }

  assertRunning(): void {
    if (this.signal?.aborted) throw new FailureError(failure('CANCELLED', 'The import was stopped.'));
  }
}
