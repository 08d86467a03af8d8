/** Key pictures of a recording for the preview on the timeline: asked for one after the other, and kept for a while. */
import { KeyPictureReader, type KeyPicture, type KeyPictureAnswer } from './key-picture-reader.ts';

/** Bitmaps that are kept: at 640x360, 24 bitmaps take 22 MB. */
const MOST_KEPT = 24;
const MOST_WIDTH = 640;

export class KeyPictureSource {
  readonly #reader: KeyPictureReader;
  /** The last used one is the last. */
  #kept: readonly KeyPicture[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  /** @param url of the playlist of the recording, as its ticket has it. */
  constructor(url: string) {
    this.#reader = new KeyPictureReader(url, () => MOST_WIDTH);
  }

  /**
   * The key picture of the segment with the moment. Questions are answered one after the other. The bitmap belongs to the
   * source: draw, do not close.
   */
  at(atMs: number): Promise<KeyPictureAnswer> {
    const answer = this.#last.then(() => this.#at(atMs));
    this.#last = answer;
    return answer;
  }

  /** Ends all requests, and gives all bitmaps back. */
  dispose(): void {
    this.#isDisposed = true;
    this.#reader.dispose();
    for (const { bitmap } of this.#kept) bitmap.close();
    this.#kept = [];
  }

  async #at(atMs: number): Promise<KeyPictureAnswer> {
    const known = this.#kept.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    if (known !== undefined) return this.#keep(known);
    const answer = await this.#reader.read(atMs);
    if (typeof answer === 'string') return answer;
    if (!this.#isDisposed) return this.#keep(answer);
    answer.bitmap.close();
    return 'failed';
  }

  #keep(picture: KeyPicture): KeyPicture {
    const others = this.#kept.filter((one) => one !== picture);
    const gone = others.splice(0, Math.max(0, others.length + 1 - MOST_KEPT));
    for (const { bitmap } of gone) bitmap.close();
    this.#kept = [...others, picture];
    return picture;
  }
}
