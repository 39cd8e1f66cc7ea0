/** Opens an address of the whole workbench in a made-up window, answered by the fake marketplace. */
import { cleanup, configure, render } from '@testing-library/react';
import { vi } from 'vitest';
import { createQueryClient } from '../../../web/src/api/query-client.ts';
import { App } from '../../../web/src/app/app.tsx';
import { ClockProvider } from '../../../web/src/app/clock.tsx';
import { askMarketplace, type Question } from './marketplace.fake.ts';

/** Generous: chunks are compiled on first use, and the machine may be busy. A page of markup would drown the sentence. */
configure({
  asyncUtilTimeout: 20_000,
  // Whether each of a thousand cells is visible is not asked here: a browser test is.
  defaultHidden: true,
  getElementError: (message) => new Error(message?.split('\n')[0] ?? ''),
});

export const NOW = Date.parse('2026-09-27T12:00:00Z');

export type Responder = (question: Question) => Promise<Response> | Response;

export const asMarketplace: Responder = async (question) => Response.json(await askMarketplace(question));

/** Windows that happy-dom lacks and the component library asks for. */
function completeWindow(): void {
  window.matchMedia ??= ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
  // Sigma reads its constants when it is loaded, which may be after the test that asked for it: not a stub to be taken
  // back. There is nothing to draw on, so the canvas shows its tables.
  Object.assign(globalThis, { WebGL2RenderingContext: class {}, WebGLRenderingContext: class {} });
  window.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  } as unknown as typeof ResizeObserver;
}

export type OpenedPage = { readonly asked: readonly Question[]; readonly container: HTMLElement };

/** `live`: answers subscriptions with a stream; without it they are refused. */
export function openPage(address: string, respond: Responder = asMarketplace, live?: Responder): OpenedPage {
  cleanup();
  completeWindow();
  window.history.replaceState(null, '', address);
  const asked: Question[] = [];
  vi.stubGlobal('fetch', async (_address: string, init: { body: string }) => {
    const question = JSON.parse(init.body) as Question;
    asked.push(question);
    if (question.query.startsWith('subscription') && live) return live(question);
    return respond(question);
  });
  const { container } = render(
    <ClockProvider value={() => NOW}>
      <App queryClient={createQueryClient()} />
    </ClockProvider>,
  );
  return { asked, container };
}
