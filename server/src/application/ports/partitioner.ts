/** Works out the partitions of one graph on several threads. */
import type { PartitionAll } from '../../detection/graph/leiden.ts';

/** The same partitions whatever the number, which is at least 1; a thread that cannot be had is done without. */
export type CreatePartitioner = (threads: number) => PartitionAll;
