/** A wait that ends early when something happens; the caller then reads the clock again. */
export class Nap {
  #wake: () => void = () => {};

  wake(): void {
    this.#wake();
  }

  async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }
}
