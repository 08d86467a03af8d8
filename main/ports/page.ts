/** Lists that come in pages. */

/** A page of a longer list. `total` is the number of matches if the cloud reports it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number | null;
}
