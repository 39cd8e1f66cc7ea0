/** For servers of tests that hold no streams. */
import type { Duplex } from 'node:stream';

export const noStreams = {
  upgrade: (_: unknown, socket: Duplex) => void socket.destroy(),
  stop: async () => undefined,
};
export const noEventStreams = { open: async () => ({ status: 501 }), stop: () => undefined };
