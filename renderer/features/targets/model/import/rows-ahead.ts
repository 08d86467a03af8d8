/**
 * Rows of a file that are prepared before they are wanted: to read, decode and encode the photos of one call may take as long as
 * the call. They are in the memory of the page only, and no more than main names.
 */

/** More photos at once would take memory and no less time. */
const AT_ONCE = 6;

interface Prepared<T> {
  readonly value: Promise<T>;
  readonly begin: (value: Promise<T>) => void;
  isBegun: boolean;
}

export class RowsAhead<R, T> {
  readonly #prepare: (row: R) => Promise<T>;
  #rows: ReadonlyMap<R, Prepared<T>> = new Map();
  #underWay = 0;

  constructor(prepare: (row: R) => Promise<T>) {
    this.#prepare = prepare;
  }

  /**
   * Prepares the wanted rows, then the next ones, in this order. All others are forgotten, and so are the wanted ones once they
   * are taken.
   *
   * @returns the wanted rows in their order, once all are prepared. @throws what the preparation of one threw.
   */
  async take(wanted: readonly R[], next: readonly R[]): Promise<readonly T[]> {
    const rows = [...wanted, ...next].map((row) => [row, this.#rows.get(row) ?? waiting<T>()] as const);
    this.#rows = new Map(rows);
    this.#fill();
    const taken = await Promise.all(rows.slice(0, wanted.length).map(([, { value }]) => value));
    const left = new Set(wanted);
    this.#rows = new Map([...this.#rows].filter(([row]) => !left.has(row)));
    return taken;
  }

  /** Forgets all rows; those that were not begun are not prepared any more. */
  drop(): void {
    this.#rows = new Map();
  }

  #fill(): void {
    for (const [row, one] of this.#rows) {
      if (this.#underWay >= AT_ONCE) return;
      if (!one.isBegun) void this.#begin(row, one);
    }
  }

  async #begin(row: R, one: Prepared<T>): Promise<void> {
    one.isBegun = true;
    this.#underWay += 1;
    const value = this.#prepare(row);
    one.begin(value);
    await value.catch(() => {}); // who takes the row hears of it
    this.#underWay -= 1;
    this.#fill();
  }
}

function waiting<T>(): Prepared<T> {
  const { promise: value, resolve: begin } = Promise.withResolvers<T>();
  value.catch(() => {});
  return { value, begin, isBegun: false };
}
