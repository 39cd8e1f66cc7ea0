/** Sends one signed message over HTTP, once. Nothing a receiver does can hold it longer than its time. */
export type OutgoingMessage = {
  readonly id: string;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly payload: string;
  /** UTC milliseconds. */
  readonly at: number;
};
export type SendOutcome = {
  /** Null when no answer came. */
  readonly answered: number | null;
  /** Null when it arrived; else why not, as a sentence. */
  readonly problem: string | null;
  /** What the receiver asked for. */
  readonly retryAfterMs: number | null;
};

export interface WebhookSender {
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Null when messages may be sent there; else why not, as a sentence. Asks the name service. */
  objection(url: string): Promise<string | null>;
  newSecret(): string;
}
