/** Recognises the newest of several questions: an answer to an earlier one is out of date. */
export class Newest {
  #last = 0;

  /** Begins a question, or ends those that were begun. @returns whether no other one was begun since. */
  next(): () => boolean {
    this.#last += 1;
    const own = this.#last;
    return () => own === this.#last;
  }
}
