/**
 * A value of main that this window changes at once, and that main stores afterwards. While main has not answered a change of
 * this window, an event may be older than the change: the last event waits, and is taken after the answer.
 */
export class OwnChanges<T> {
  readonly #take: (value: T) => void;
  #unanswered = 0;
  /** The last event that waits; null while none does. */
  #waiting: { readonly value: T } | null = null;

  /** @param take shows a value of main. */
  constructor(take: (value: T) => void) {
    this.#take = take;
  }

  /** Whether main has not answered every change of this window yet. */
  get isUnanswered(): boolean {
    return this.#unanswered > 0;
  }

  /** An event of main brought the value. */
  onEvent(value: T): void {
    if (this.isUnanswered) this.#waiting = { value };
    else this.#take(value);
  }

  /** @param asking the request that stores a change, which never rejects. @returns its answer. */
  async store<R>(asking: Promise<R>): Promise<R> {
    this.#unanswered += 1;
    const answer = await asking;
    this.#unanswered -= 1;
    const waiting = this.isUnanswered ? null : this.#waiting;
    if (waiting === null) return answer;
    this.#waiting = null;
    this.#take(waiting.value);
    return answer;
  }
}
