/** What commands need from the machine beyond the stores; built in compose.ts. */
import type { CopyDependencies } from '../application/copy-graph.ts';
import type { ForeignGraph } from '../application/ports/foreign-graph.ts';
import type { MarketMemory } from '../application/ports/market-memory.ts';
import type { CreatePartitioner } from '../application/ports/partitioner.ts';
import type { RecordReader } from '../application/ports/record-reader.ts';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { Services } from './cli-context.ts';

export type ServeRequest = { readonly host: string; readonly port: number };
export type RunningService = {
  readonly url: string;
  /** Finishes what is under way, takes nothing new. */
  drain(): Promise<void>;
};

export type CopyEnds = CopyDependencies & { close(): Promise<void> };

export type Runtime = {
  readonly version: string;
  /** The version with a fingerprint of the code behind it: `0.1.0+3f2a9c1b7d20`. */
  readonly codeVersion: string;
  /** What was thrown as an expected failure, or null for what nobody expected. */
  readonly toFailure: (error: unknown) => Failure | null;
  /** The most memory this process has held so far. */
  readonly peakRssBytes: () => number;
  readonly createPartitioner: CreatePartitioner;
  /** Of a process that runs one command after another. */
  readonly market?: MarketMemory;
  readonly readTextFile: (path: string) => Promise<Result<string, Failure>>;
  /** Reads the whole graph back; the store must have been opened before. */
  readonly openRecordReader: () => Promise<RecordReader>;
  /** Opens both ends of a copy by their URLs. */
  readonly openCopy: (from: string, to: string) => Promise<Result<CopyEnds, Failure>>;
  /** Opens an existing graph of somebody else's by its map; no connection is made before it is used. */
  readonly openForeignGraph: (mapFile: string) => Promise<Result<ForeignGraph, Failure>>;
  /** Writes a file piece by piece, or fails with a sentence; nothing is left half written. */
  readonly writeLines: (path: string, lines: AsyncIterable<string>) => Promise<Result<null, Failure>>;
  readonly removeFile: (path: string) => Promise<void>;
  /** Listens until drained; a port that is taken is told as a sentence. */
  readonly serve: (services: Services, request: ServeRequest) => Promise<Result<RunningService, Failure>>;
  /** Where the service of this data folder answers, as far as it said; else where the settings put it. */
  readonly serviceUrl: () => Promise<string>;
  readonly demo: {
    /** A filling that was cut off left its files behind. */
    readonly isUnfinished: () => boolean;
    /** Writes the demonstration marketplace as record files and names their folder. */
    readonly write: () => Promise<string>;
    readonly remove: () => Promise<void>;
  };
};
