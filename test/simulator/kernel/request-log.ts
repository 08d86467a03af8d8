/** A bounded record of the API requests that arrived, secrets starred, so that tests can ask what a client sent. */

export interface LoggedRequest {
  readonly atMs: number;
  readonly vendor: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** HTTP status sent, or 0 when the connection was dropped. */
  readonly status: number;
  readonly code: string;
  /** Kinds of the faults that hit this request. */
  readonly faults: readonly string[];
}

const MAX_ENTRIES = 5_000;

export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > MAX_ENTRIES) this.#entries = this.#entries.slice(-MAX_ENTRIES / 2);
  }

  /** Oldest first. */
  list(filter: { readonly vendor?: string; readonly operation?: string } = {}): readonly LoggedRequest[] {
    return this.#entries.filter(
      (one) =>
        (filter.vendor === undefined || one.vendor === filter.vendor) &&
        (filter.operation === undefined || one.operation === filter.operation),
    );
  }

  clear(): void {
    this.#entries = [];
  }
}
