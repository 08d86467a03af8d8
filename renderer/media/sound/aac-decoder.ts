/** Decodes AAC of recordings into samples, for media whose player leaves the sound out. */
import { aacFacts, type AacPiece } from './coded-sound.ts';

interface DecodedSound {
  readonly atSec: number;
  /** All channels mixed into one, -1 to 1. */
  readonly samples: Float32Array;
  readonly rateHz: number;
}

const TICKS_PER_SEC = 1_000_000;

export class AacDecoder {
  readonly #onSound: (sound: DecodedSound) => void;
  #decoder: AudioDecoder | null = null;
  #config: Uint8Array | null = null;
  /** The newest sound of which the browser has decoded a piece. */
  #decoded: Uint8Array | null = null;
  /** The browser cannot decode this sound, or no sound at all. */
  isBroken = false;

  constructor(onSound: (sound: DecodedSound) => void) {
    this.#onSound = onSound;
  }

  /** @param atSec when the first sample is due. */
  decode(atSec: number, { config, bytes }: AacPiece): void {
    if (config !== this.#config) this.#configure(config);
    if (this.#decoder?.state !== 'configured') return;
    const timestamp = Math.round(atSec * TICKS_PER_SEC);
    this.#decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data: new Uint8Array(bytes) }));
  }

  /** Drops the sound that is being decoded, because it belongs to another moment. */
  restart(): void {
    if (this.#decoder !== null && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
    this.#config = null;
  }

  #configure(config: Uint8Array): void {
    this.restart();
    this.#config = config;
    const facts = aacFacts(config);
    this.isBroken = facts === null || !('AudioDecoder' in globalThis);
    if (facts === null || this.isBroken) return;
    const decoder = new AudioDecoder({
      output: (data) => {
        if (this.#decoder === decoder) {
          this.#decoded = config;
          this.#onSound(mixed(data));
        }
        data.close();
      },
      error: () => {
        if (this.#decoder !== decoder) return;
        // A damaged piece ends its decoder, and proves nothing of the format: the next piece begins another decoder.
        if (this.#decoded === config) this.restart();
        else this.isBroken = true;
      },
    });
    this.#decoder = decoder;
    decoder.configure({ ...facts, description: new Uint8Array(config) });
  }
}

function mixed(data: AudioData): DecodedSound {
  const { numberOfFrames, numberOfChannels, sampleRate, timestamp } = data;
  const samples = new Float32Array(numberOfFrames);
  const channel = new Float32Array(numberOfFrames);
  for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex += 1) {
    data.copyTo(channel, { planeIndex, format: 'f32-planar' });
    for (let i = 0; i < numberOfFrames; i += 1) samples[i] = (samples[i] ?? 0) + (channel[i] ?? 0) / numberOfChannels;
  }
  return { atSec: timestamp / TICKS_PER_SEC, samples, rateHz: sampleRate };
}
