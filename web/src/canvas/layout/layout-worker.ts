/** Lays out away from the page, so that the page never waits. */
import { arrange } from './arrange.ts';
import type { Arrangement } from './arrangement.ts';

self.onmessage = (event: MessageEvent<Arrangement>) => {
  self.postMessage(arrange(event.data));
};
