/** How many streams may be open: in all, and of one principal. A WebSocket is one, whatever it carries. */
export type StreamPlaces = {
  /** Gives the place back when called; null when there is none. */
  take(principalId: string): (() => void) | null;
};

const MOST_IN_ALL = 500;
const MOST_OF_ONE = 20;

export function createStreamPlaces(): StreamPlaces {
  const counts = new Map<string, number>();
  let all = 0;
  return {
    take(principalId) {
      const own = counts.get(principalId) ?? 0;
      if (all >= MOST_IN_ALL || own >= MOST_OF_ONE) return null;
      all += 1;
      counts.set(principalId, own + 1);
      let given = true;
      return () => {
        if (!given) return;
        given = false;
        all -= 1;
        const left = (counts.get(principalId) ?? 1) - 1;
        if (left === 0) counts.delete(principalId);
        else counts.set(principalId, left);
      };
    },
  };
}

/** Both kinds of stream: how often they show that they are alive, and ask again whether their reader still may. */
export const HEARTBEAT_MS = 10_000;
export const RECHECK_MS = 2_000;
/** A reader that takes nothing for so long is dropped, and its place is free; it may come back with its last id. */
export const STALLED_MS = 30_000;
