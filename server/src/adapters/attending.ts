/** The other side of standing-child.ts: runs what the parent asks for, one command after another. */

type Ask = { readonly args: readonly string[] };
type Done = { readonly end: 'done' };

export const isDone = (message: unknown): message is Done =>
  typeof message === 'object' && message !== null && 'end' in message && message.end === 'done';

const isAsk = (message: unknown): message is Ask =>
  typeof message === 'object' && message !== null && 'args' in message && Array.isArray(message.args);

/** Until a command fails, whose exit code is handed on, or the signal comes: with the parent's end, too (main.ts). */
export function attend(run: (args: readonly string[]) => Promise<number>, signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    let isIdle = true;
    const end = (code: number): void => {
      process.removeAllListeners('message');
      process.channel?.unref();
      resolve(code);
    };
    signal.addEventListener('abort', () => {
      if (isIdle) end(0);
    });
    if (signal.aborted) return end(0);
    process.on('message', async (message) => {
      if (!isAsk(message)) return;
      isIdle = false;
      const code = await run(message.args);
      isIdle = true;
      if (code !== 0 || signal.aborted) return end(code);
      process.send?.({ end: 'done' } satisfies Done);
    });
    // Listening alone does not keep a process: see main.ts.
    process.channel?.ref();
  });
}
