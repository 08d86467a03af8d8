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
  /** Of all requests, also those that left the record. */
  readonly #counts = new Map<string, number>();

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    const key = `${entry.vendor} ${entry.operation}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
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

  /** How many requests arrived since the record was cleared, by cloud and operation: `tencent-ivp listDevices`. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  clear(): void {
    this.#entries = [];
    this.#counts.clear();
  }
}
