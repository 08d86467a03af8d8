/** Lists that come in pages. */

/** A page of a longer list. `total` is the number of matches where the cloud tells it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}
