/**
 * A server that has just not answered. The driver tries each question for seconds before it gives up, and a page asks
 * several, one after the other: whoever asks again at once is told at once.
 */
import { FailureError } from '../../domain/failure.ts';
import { isLost } from './neo4j-failures.ts';

const TOLD_AT_ONCE_MS = 2_000;

export class Absence {
  #until = Number.NEGATIVE_INFINITY;
  #failure: FailureError | null = null;

  /** Throws what was told a moment ago. */
  assertOver(): void {
    if (this.#failure !== null && performance.now() < this.#until) throw this.#failure;
  }

  /** Somebody was answered. */
  lift(): void {
    this.#failure = null;
  }

  /** `explained`: what somebody was told. */
  note(explained: unknown): void {
    if (!(explained instanceof FailureError) || !isLost(explained) || explained === this.#failure) return;
    this.#failure = explained;
    this.#until = performance.now() + TOLD_AT_ONCE_MS;
  }
}
