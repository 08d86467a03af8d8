/** Decodes AAC of recordings into samples, for media whose player leaves the sound out. */
import { aacFacts, type AacPiece } from './coded-sound.ts';

interface DecodedSound {
  readonly atSec: number;
  /** All channels mixed into one, -1 to 1. */
  readonly samples: Float32Array;
  readonly rateHz: number;
}

const TICKS_PER_SEC = 1_000_000;
/** Decoders that failed one after the other, without a decoded piece between them: more than a damaged place. */
const MAX_FAILURES = 12;
/** Sound between two decoders behind as many failures: each piece would begin one of its own. */
const REST_SEC = 1;

export class AacDecoder {
  readonly #onSound: (sound: DecodedSound) => void;
  #decoder: AudioDecoder | null = null;
  /** Of the decoder; null where the next piece begins one. */
  #config: Uint8Array | null = null;
  /** Of the last decoder that began. */
  #tried: Uint8Array | null = null;
  /** Decoders of this sound that failed since the last piece was decoded. */
  #failures = 0;
  /** The place of the sound at which the last decoder began; null before one began, and behind a jump. */
  #begunSec: number | null = null;
  /** The browser knows no such sound, or decodes no sound at all. */
  #isForeign = false;

  constructor(onSound: (sound: DecodedSound) => void) {
    this.#onSound = onSound;
  }

  /** The browser cannot decode this sound. A known sound is tried again, and this is false once a piece of it is decoded. */
  get isBroken(): boolean {
    return this.#isForeign || this.#failures >= MAX_FAILURES;
  }

  /** @param atSec when the first sample is due. */
  decode(atSec: number, { config, bytes }: AacPiece): void {
    if (!isSame(config, this.#config) && !this.#isResting(atSec, config)) this.#configure(config, atSec);
    if (this.#decoder?.state !== 'configured') return;
    const timestamp = Math.round(atSec * TICKS_PER_SEC);
    this.#decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data: new Uint8Array(bytes) }));
  }

  /** Drops the sound that is being decoded, because it belongs to another moment. */
  restart(): void {
    this.#drop();
    this.#begunSec = null;
  }

  #drop(): void {
    if (this.#decoder !== null && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
    this.#config = null;
  }

  /** Whether the next decoder has to wait, since those before it decoded nothing. */
  #isResting(atSec: number, config: Uint8Array): boolean {
    if (this.#failures < MAX_FAILURES || this.#begunSec === null || !isSame(config, this.#tried)) return false;
    return Math.abs(atSec - this.#begunSec) < REST_SEC;
  }

  #configure(config: Uint8Array, atSec: number): void {
    this.#drop();
    if (!isSame(config, this.#tried)) this.#failures = 0;
    this.#config = config;
    this.#tried = config;
    this.#begunSec = atSec;
    const facts = aacFacts(config);
    this.#isForeign = facts === null || !('AudioDecoder' in globalThis);
    if (facts === null || this.#isForeign) return;
    const decoder = new AudioDecoder({
      output: (data) => {
        if (this.#decoder === decoder) {
          this.#failures = 0;
          this.#onSound(mixed(data));
        }
        data.close();
      },
      error: ({ name }) => {
        if (this.#decoder !== decoder) return;
        this.#failures += 1;
        // A damaged piece ends its decoder, also the first piece, and proves nothing of the format: the next one begins another.
        if (name === 'NotSupportedError') this.#isForeign = true;
        else this.#drop();
      },
    });
    this.#decoder = decoder;
    decoder.configure({ ...facts, description: new Uint8Array(config) });
  }
}

/** Streams repeat the configuration of their sound. */
const isSame = (config: Uint8Array, other: Uint8Array | null): boolean =>
  config === other || (config.length === other?.length && config.every((byte, i) => byte === other[i]));

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
