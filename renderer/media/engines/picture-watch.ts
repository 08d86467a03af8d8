/**
 * Judges by the pictures whether a live HLS stream plays, and counts in playlists that list new segments, not in seconds:
 * a playlist comes once for each segment, however busy the computer is.
 */

/** After this many playlists in a row with new segments and no new picture, no picture will come. */
export const MOST_LISTS_WITHOUT_PICTURE = 6;
/** After this many playlists in a row with a moving picture, a repair counts as successful. */
export const LISTS_OF_HELP = 4;

export class PictureWatch {
  #listed = -1;
  #frames = 0;
  #listsWithout = 0;
  #listsOfHelp = 0;
  #repairs = 0;

  /**
   * A playlist has come.
   *
   * @param lastNumber the number of its last segment.
   * @param frames pictures that the element has shown; a repair sets its counter to 0.
   * @returns whether too many playlists in a row brought no picture.
   */
  isInVain(lastNumber: number, frames: number): boolean {
    // The numbers of a stream that began anew may be lower.
    if (lastNumber === this.#listed) return false;
    this.#listed = lastNumber;
    const isMoving = frames > this.#frames;
    this.#frames = frames;
    this.#listsWithout = isMoving ? 0 : this.#listsWithout + 1;
    this.#listsOfHelp = isMoving ? this.#listsOfHelp + 1 : 0;
    if (this.#listsOfHelp >= LISTS_OF_HELP) this.#repairs = 0;
    return this.#listsWithout >= MOST_LISTS_WITHOUT_PICTURE;
  }

  /** A picture that cannot be seen proves nothing. */
  restart(): void {
    this.#listsWithout = 0;
  }

  /** A repair begins. @returns how many repairs have not helped yet, with this one. */
  repair(): number {
    this.#listsOfHelp = 0;
    this.#repairs += 1;
    return this.#repairs;
  }

  /** A repair has not helped yet. */
  get isRepairing(): boolean {
    return this.#repairs > 0;
  }
}
