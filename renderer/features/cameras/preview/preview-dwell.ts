/**
 * When the preview of a camera opens and closes: after the pointer rested on its row, and never longer than it is
 * there. One preview at the most. Knows no page and no stream: it gets the place of the pointer, and returns the camera
 * to show.
 */
import type { ChannelId } from '../../../../preload/domain/ids.ts';

/** Shorter would open streams for rows that the pointer only crosses. */
export const DWELL_MS = 600;

export interface PreviewTarget {
  readonly channelId: ChannelId;
  /** Beside this place of the window. */
  readonly at: { readonly rightPx: number; readonly topPx: number };
}

export class PreviewDwell {
  readonly #show: (target: PreviewTarget | null) => void;
  #over: ChannelId | null = null;
  #shown: ChannelId | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(show: (target: PreviewTarget | null) => void) {
    this.#show = show;
  }

  /** Where the pointer is now; null beside all cameras. */
  over(target: PreviewTarget | null): void {
    const id = target?.channelId ?? null;
    if (id === this.#over) return;
    this.#over = id;
    this.#close();
    if (target !== null) this.#timer = setTimeout(() => this.#open(target), DWELL_MS);
  }

  /** Asked for by key: at once, and closed by the same key. */
  toggle(target: PreviewTarget): void {
    const isShown = this.#shown === target.channelId;
    this.dismiss();
    if (!isShown) this.#open(target);
  }

  /**
   * Something else is being done: a click, a key. It stays closed until the pointer was elsewhere.
   *
   * @returns whether a preview was closed.
   */
  dismiss(): boolean {
    const wasShown = this.#shown !== null;
    this.#close();
    return wasShown;
  }

  /** The list is gone, or previews are not wanted: nothing stays behind. */
  end(): void {
    this.#over = null;
    this.#close();
  }

  #open(target: PreviewTarget): void {
    this.#timer = null;
    this.#shown = target.channelId;
    this.#show(target);
  }

  #close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#shown === null) return;
    this.#shown = null;
    this.#show(null);
  }
}
