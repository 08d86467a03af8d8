/** The decoder of sound on a computer that cannot decode it, and with pieces that are damaged. */
import { afterEach, expect, it, vi } from 'vitest';
import { AacDecoder } from '../../../../../renderer/media/sound/aac-decoder.ts';

/** AudioSpecificConfig of AAC LC at 44.1 kHz. */
const STEREO = new Uint8Array([0x12, 0x10]);
const SIX_CHANNELS = new Uint8Array([0x12, 0x30]);

/** A browser that has the decoder, and not the format. */
class RefusingDecoder {
  state = 'unconfigured';
  readonly #onError: (cause: DOMException) => void;

  constructor({ error }: { readonly error: (cause: DOMException) => void }) {
    this.#onError = error;
  }

  configure(): void {
    this.state = 'closed';
    this.#onError(new DOMException('unknown format', 'NotSupportedError'));
  }
}

const DAMAGED = 0xff;

/** A browser whose decoder ends at a damaged piece. */
class StrictDecoder {
  state = 'unconfigured';
  readonly #output: (data: unknown) => void;
  readonly #onError: (cause: DOMException) => void;

  constructor(ports: { readonly output: (data: unknown) => void; readonly error: (cause: DOMException) => void }) {
    this.#output = ports.output;
    this.#onError = ports.error;
  }

  configure(): void {
    this.state = 'configured';
  }

  decode({ timestamp, data }: { readonly timestamp: number; readonly data: Uint8Array }): void {
    if (data[0] === DAMAGED) {
      this.state = 'closed';
      return this.#onError(new DOMException('damaged piece', 'EncodingError'));
    }
    const facts = { timestamp, numberOfFrames: 1, numberOfChannels: 1, sampleRate: 44_100 };
    this.#output({ ...facts, copyTo: () => undefined, close: () => undefined });
  }

  close(): void {
    this.state = 'closed';
  }
}

class Chunk {
  readonly timestamp: number;
  readonly data: Uint8Array;

  constructor({ timestamp, data }: { readonly timestamp: number; readonly data: Uint8Array }) {
    this.timestamp = timestamp;
    this.data = data;
  }
}

afterEach(() => vi.unstubAllGlobals());

function isBrokenAfter(config: Uint8Array): boolean {
  const decoder = new AacDecoder(() => undefined);
  decoder.decode(0, { config, atMs: 0, bytes: new Uint8Array([1]) });
  return decoder.isBroken;
}

// @promise sound.named
it.each<[string, unknown, Uint8Array]>([
  ['in a browser without a decoder', undefined, STEREO],
  ['in a browser that refuses the format', RefusingDecoder, STEREO],
  ['with more than two channels', RefusingDecoder, SIX_CHANNELS],
])('sound %s is reported as sound that cannot be decoded', (_, decoder, config) => {
  if (decoder !== undefined) vi.stubGlobal('AudioDecoder', decoder);
  expect(isBrokenAfter(config)).toBe(true);
});

it.each([
  ['in the middle of the sound', [1, DAMAGED, DAMAGED, 1], [0, 3]],
  ['at its begin', [DAMAGED, 1, 1], [1, 2]],
])(
  'sound is decoded behind damaged pieces %s, which do not make it sound that cannot be decoded',
  (_, pieces, audible) => {
    vi.stubGlobal('AudioDecoder', StrictDecoder);
    vi.stubGlobal('EncodedAudioChunk', Chunk);
    const heard: number[] = [];
    const decoder = new AacDecoder(({ atSec }) => void heard.push(atSec));
    pieces.forEach((byte, atSec) => {
      // Streams repeat the configuration of their sound.
      const config = new Uint8Array(STEREO);
      decoder.decode(atSec, { config, atMs: atSec * 1_000, bytes: new Uint8Array([byte]) });
    });
    expect(heard).toEqual(audible);
    expect(decoder.isBroken).toBe(false);
  },
);

const STUCK = { isOn: false, decoders: 0 };

/** A browser that decodes nothing while it is stuck. */
class StuckDecoder extends StrictDecoder {
  override configure(): void {
    STUCK.decoders += 1;
    super.configure();
  }

  override decode(chunk: { readonly timestamp: number; readonly data: Uint8Array }): void {
    super.decode(STUCK.isOn ? { ...chunk, data: new Uint8Array([DAMAGED]) } : chunk);
  }
}

// @promise sound.named
it('sound that decodes no longer is named after some failures in a row, begins one decoder a second, and is heard once it decodes again', () => {
  vi.stubGlobal('AudioDecoder', StuckDecoder);
  vi.stubGlobal('EncodedAudioChunk', Chunk);
  let heard = 0;
  const decoder = new AacDecoder(() => void (heard += 1));
  /** Gives 40 pieces a second on. @returns how many of them are heard. */
  const play = (fromSec: number, toSec: number): number => {
    heard = 0;
    for (let number = fromSec * 40; number < toSec * 40; number += 1) {
      // Streams repeat the configuration of their sound.
      const config = new Uint8Array(STEREO);
      decoder.decode(number / 40, { config, atMs: number * 25, bytes: new Uint8Array([1]) });
    }
    return heard;
  };
  expect([play(0, 1), decoder.isBroken]).toEqual([40, false]);
  Object.assign(STUCK, { isOn: true, decoders: 0 });
  expect([play(1, 2), decoder.isBroken]).toEqual([0, true]);
  expect(STUCK.decoders).toBeLessThanOrEqual(12);
  expect([play(2, 62), decoder.isBroken]).toEqual([0, true]);
  expect(STUCK.decoders).toBeLessThanOrEqual(12 + 60);
  STUCK.isOn = false;
  expect(play(62, 64)).toBeGreaterThanOrEqual(40);
  expect(decoder.isBroken).toBe(false);
  STUCK.isOn = true;
  expect([play(64, 65), decoder.isBroken]).toEqual([0, true]);
  STUCK.isOn = false;
  decoder.restart();
  // Sound behind a jump is tried at once.
  expect([play(64.5, 65), decoder.isBroken]).toEqual([20, false]);
});
