/**
 * The sound of a camera in the thread of the audio device: G.711 or samples and the clock of the picture come in by messages, each
 * sample goes out in its moment. It is a file of its own, because the browser loads a worklet from the page's own
 * origin only.
 */
import type { G711Piece } from './coded-sound.ts';
import { decodeG711 } from './g711.ts';
import { SoundLine, type PictureClock } from './sound-line.ts';

/** The name of the processor. */
const NAME = 'lanner-g711';
/** All G.711 of cameras has this rate: the rate that a tag states counts for other formats (Adobe FLV v10.1, E.4.2.1). */
const G711_HZ = 8_000;

export type ToWorklet =
  | { readonly kind: 'piece'; readonly piece: G711Piece }
  /** Sound that is decoded already; the first sample is due at `atSec` on the line. */
  | { readonly kind: 'samples'; readonly atSec: number; readonly samples: Float32Array; readonly rateHz: number }
  /** Drops all earlier pieces and samples: they belong to another moment. */
  | { readonly kind: 'anew' }
  | { readonly kind: 'clock'; readonly clock: PictureClock | null };
/** The first sound was given to the device. */
export type FromWorklet = 'playing';

/** The scope of a worklet, as far as it is needed here: the types of the page do not have it. */
interface WorkletScope {
  readonly currentTime: number;
  readonly sampleRate: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  registerProcessor(name: string, processor: new () => unknown): void;
}

const scope = globalThis as unknown as WorkletScope;

class SoundProcessor extends scope.AudioWorkletProcessor {
  #line = new SoundLine();
  #isPlaying = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => {
      if (data.kind === 'clock') return this.#line.setClock(data.clock);
      if (data.kind === 'samples') return this.#line.push(data.atSec, data.samples, data.rateHz);
      if (data.kind === 'anew') return this.#beginAnew();
      const { law, bytes, channels, atMs } = data.piece;
      this.#line.push(atMs / 1000, decodeG711(law, bytes, channels), G711_HZ);
    };
  }

  #beginAnew(): void {
    this.#line = new SoundLine();
  }

  /** Called by the browser for each 128 samples. */
  process(_inputs: unknown, outputs: readonly (readonly Float32Array[])[]): boolean {
    const [channel] = outputs[0] ?? [];
    if (channel === undefined) return true;
    const hasSound = this.#line.fill(channel, scope.currentTime, scope.sampleRate);
    if (hasSound && !this.#isPlaying) this.port.postMessage('playing' satisfies FromWorklet);
    this.#isPlaying ||= hasSound;
    return true;
  }
}

scope.registerProcessor(NAME, SoundProcessor);
