/** The decoder of G.711 against the figures of ITU-T G.711 and against an encoder that shares no code with it. */
import { describe, expect, it } from 'vitest';
import { decodeG711 } from '../../../../../renderer/media/sound/g711.ts';
import { soundBetween } from '../../../../simulator/media/sound.ts';

const steps = (samples: Float32Array): readonly number[] => [...samples].map((sample) => sample * 32_768);

describe('G.711', () => {
  it('silence, the smallest and the largest values are decoded to the figures of the standard', () => {
    expect(steps(decodeG711('alaw', Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a), 1))).toEqual([8, -8, 32_256, -32_256]);
    expect(steps(decodeG711('ulaw', Uint8Array.of(0xff, 0x7f, 0x80, 0x00), 1)).map((step) => step + 0)).toEqual([
      0, 0, 32_124, -32_124,
    ]);
  });

  it.each(['alaw', 'ulaw'] as const)('a larger code of one sign is a larger sample: %s', (law) => {
    const flip = law === 'alaw' ? 0x55 : 0x7f;
    const codes = Uint8Array.from(
      { length: 128 },
      (_, i) => (law === 'alaw' ? 0x80 | i : 0xff - i) ^ (law === 'alaw' ? flip : 0),
    );
    const samples = steps(decodeG711(law, codes, 1));
    expect(samples.every((sample, i) => i === 0 || sample > (samples[i - 1] ?? 0))).toBe(true);
  });

  it.each(['alaw', 'ulaw'] as const)('a tone sounds unchanged, within the steps of the code: %s', (law) => {
    const [frame] = soundBetween(law, 1_780_000_000_000, 1_780_000_000_001);
    const samples = steps(decodeG711(law, frame?.data ?? new Uint8Array(), 1));
    samples.forEach((sample, i) => {
      const wanted = 12_000 * Math.sin((2 * Math.PI * i) / 8);
      expect(Math.abs(sample - wanted)).toBeLessThan(Math.abs(wanted) / 16 + 16);
    });
  });

  it('two channels become one, and a sample that is cut off is left out', () => {
    const [left, right] = steps(decodeG711('ulaw', Uint8Array.of(0x80, 0x90), 1));
    const mixed = steps(decodeG711('ulaw', Uint8Array.of(0x80, 0x90, 0x80), 2));
    expect(mixed).toEqual([((left ?? 0) + (right ?? 0)) / 2]);
  });
});
