/** A list of callbacks without arguments, as both hosts offer for `onResumed` and `onClosed`. */
export class Listeners {
  readonly #all = new Set<() => void>();

  readonly add = (listener: () => void): (() => void) => {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  };

  call(): void {
    for (const listener of [...this.#all]) listener();
  }

  clear(): void {
    this.#all.clear();
  }
}
