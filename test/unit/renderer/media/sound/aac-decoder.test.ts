/** The decoder of sound on a computer that cannot decode it. */
import { afterEach, expect, it, vi } from 'vitest';
import { AacDecoder } from '../../../../../renderer/media/sound/aac-decoder.ts';

/** AudioSpecificConfig of AAC LC at 44.1 kHz. */
const STEREO = new Uint8Array([0x12, 0x10]);
const SIX_CHANNELS = new Uint8Array([0x12, 0x30]);

/** A browser that has the decoder, and not the format. */
class RefusingDecoder {
  state = 'unconfigured';
  readonly #onError: () => void;

  constructor({ error }: { readonly error: () => void }) {
    this.#onError = error;
  }

  configure(): void {
    this.state = 'closed';
    this.#onError();
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
