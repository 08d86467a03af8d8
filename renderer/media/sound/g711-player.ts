/**
 * Plays the G.711 of a live FLV stream beside its picture and in step with it: browsers decode no G.711. It joins the same upstream
 * as a second viewer, as {@link ../listening-player.ts} does for AAC.
 */
import type { ListeningEvents } from './listening-player.ts';
import { isG711 } from './coded-sound.ts';
import { FlvSoundReader } from './flv-sound-reader.ts';
import { pictureZeroMs } from './picture-zero.ts';
import { SoundOutput, type OutputRequest } from './sound-output.ts';

export interface G711Request extends Pick<OutputRequest, 'workletUrl' | 'picture' | 'output'> {
  /** The stream, from the gateway. */
  readonly url: string;
  readonly events: ListeningEvents;
}

export class G711Player {
  readonly #events: ListeningEvents;
  readonly #abort = new AbortController();
  readonly #output: SoundOutput;

  constructor({ url, events, ...request }: G711Request) {
    this.#events = events;
    this.#output = new SoundOutput({ ...request, zeroSec, onPlaying: events.onPlaying });
    this.#play(url).then(
      () => this.#lose(),
      () => this.#lose(),
    );
  }

  dispose(): void {
    this.#abort.abort();
    this.#output.dispose();
  }

  /** @returns at the end of the stream. */
  async #play(url: string): Promise<void> {
    await this.#output.open();
    const { signal } = this.#abort;
    if (signal.aborted) return;
    const response = await fetch(url, { signal, cache: 'no-store', credentials: 'omit' });
    if (!response.ok || response.body === null) return;
    const reader = new FlvSoundReader({
      onPiece: (piece) => {
        if (isG711(piece)) this.#output.tell({ kind: 'piece', piece });
      },
    });
    const body = response.body.getReader();
    for (;;) {
      const { done, value } = await body.read();
      if (done || signal.aborted) return;
      reader.push(value);
    }
  }

  #lose(): void {
    if (this.#abort.signal.aborted) return;
    this.dispose();
    this.#events.onLost();
  }
}

function zeroSec(video: HTMLVideoElement): number | null {
  const zeroMs = pictureZeroMs(video);
  return zeroMs === null ? null : zeroMs / 1_000;
}
