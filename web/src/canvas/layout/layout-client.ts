/** Asks the worker for an arrangement. A newer question stops the work on an older one, whose answer is then null. */
import { arrange } from './arrange.ts';
import type { Arranged, Arrangement } from './arrangement.ts';

export type LayoutClient = {
  readonly arrange: (arrangement: Arrangement) => Promise<Arranged | null>;
  readonly dispose: () => void;
};

type Pending = { readonly worker: Worker; readonly settle: (arranged: Arranged | null) => void };

const startWorker = (): Worker => new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });

export const createLayoutClient = (): LayoutClient => {
  let pending: Pending | null = null;
  let idle: Worker | null = null;

  const abandon = () => {
    pending?.worker.terminate();
    pending?.settle(null);
    pending = null;
  };

  const ask = (arrangement: Arrangement): Promise<Arranged | null> => {
    abandon();
    const worker = idle ?? startWorker();
    idle = null;
    return new Promise((resolve) => {
      pending = { worker, settle: resolve };
      const finish = (arranged: Arranged) => {
        pending = null;
        idle = worker;
        resolve(arranged);
      };
      worker.onmessage = (event: MessageEvent<Arranged>) => finish(event.data);
      // A page that may not start workers still gets its picture, only less smoothly.
      worker.onerror = () => {
        pending = null;
        worker.terminate();
        resolve(arrange(arrangement));
      };
      worker.postMessage(arrangement);
    });
  };

  return {
    arrange: ask,
    dispose: () => {
      abandon();
      idle?.terminate();
      idle = null;
    },
  };
};
