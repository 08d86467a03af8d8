/** The voices of the simulated cameras, as the formats are specified. */
import { afterEach, describe, expect, it } from 'vitest';
import { BEEP_MS, inAdts, rateOf, soundBetween, voiceOf } from './sound.ts';
import { openServer, readFlv } from './support.ts';
import type { FlvTag } from './support.ts';
import type { MediaServer } from './types.ts';

let server: MediaServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const AT_MS = 1_780_000_000_000;
const soundsOf = (tags: readonly FlvTag[]): readonly FlvTag[] => tags.filter(({ type }) => type === 8);

describe('the voice of a camera', () => {
  it.each([
    // ITU-T G.711, tables 1 and 2: the codes of silence and of the loudest beats of this tone.
    { kind: 'alaw', silence: 0xd5, loudest: 0xb2, lowest: 0x32 },
    { kind: 'ulaw', silence: 0xff, loudest: 0x98, lowest: 0x18 },
  ] as const)(
    'the voice of a camera beeps at the begin of each second and is silent after it: $kind',
    ({ kind, ...codes }) => {
      const [frame, ...others] = soundBetween(kind, AT_MS, AT_MS + 1000);
      expect(others).toHaveLength(24);
      expect(frame?.data).toHaveLength(320);
      const beeps = others.filter(({ data }) => data.includes(codes.loudest) && data.includes(codes.lowest));
      expect(beeps.length).toBeGreaterThan(3);
      expect(beeps.map(({ atMs }) => atMs - AT_MS).every((ms) => ms < BEEP_MS)).toBe(true);
      expect(others.at(-1)?.data.every((byte) => byte === codes.silence)).toBe(true);
    },
  );

  it('the voice of a camera has frames on one grid, whatever parts are requested', () => {
    const whole = soundBetween('aac', AT_MS, AT_MS + 4000);
    const parts = [0, 1000, 2000, 3000].flatMap((ms) => soundBetween('aac', AT_MS + ms, AT_MS + ms + 1000));
    expect(parts).toEqual(whole);
    expect((whole[1]?.atMs ?? 0) - (whole[0]?.atMs ?? 0)).toBe((1024 * 1000) / rateOf('aac'));
  });

  it('the header of an AAC frame contains the length of the frame', () => {
    const framed = inAdts(Buffer.alloc(129, 1));
    expect(framed).toHaveLength(136);
    expect((framed.readUInt32BE(2) >>> 5) & 0x1fff).toBe(136);
  });
});

describe('cameras that were ordered to speak', () => {
  it.each([
    { sound: 'aac', head: 0xaf },
    { sound: 'alaw', head: 0x72 },
    { sound: 'ulaw', head: 0x82 },
  ] as const)(
    'a speaking camera sends $sound beside its pictures, live and from a recording',
    async ({ sound, head }) => {
      server = await openServer();
      server.setPast({ cameraKey: 'c1' }, { sound });
      const isEnough = (tags: readonly FlvTag[]): boolean => soundsOf(tags).length >= 8;
      const urls = ['flv-live/sub/c1', `flv-vod/sub/c1?from=${AT_MS}&to=${AT_MS + 4000}`];
      for (const url of urls) {
        const tags = await readFlv(`${server.origin}/${url}`, isEnough);
        expect(soundsOf(tags).every(({ body }) => body[0] === head)).toBe(true);
        const times = soundsOf(tags).map(({ timestampMs }) => timestampMs);
        expect(times.toSorted((a, b) => a - b)).toEqual(times);
      }
      const mute = await readFlv(`${server.origin}/flv-live/sub/c2`, (tags) => tags.length > 20);
      expect(soundsOf(mute)).toEqual([]);
    },
  );

  it('cameras have a voice of their own each where all may speak, which stays until an order', async () => {
    const keys = Array.from({ length: 40 }, (_, i) => `c${i}`);
    const voices = keys.map(voiceOf);
    expect(new Set(voices)).toEqual(new Set(['aac', 'alaw', 'ulaw', null]));
    expect(keys.map(voiceOf)).toEqual(voices);
    server = await openServer({ speaks: true });
    const heads = { aac: 0xaf, alaw: 0x72, ulaw: 0x82 };
    const key = keys.find((one) => voiceOf(one) === 'ulaw') ?? '';
    const heard = async (): Promise<number | undefined> => {
      const isEnough = (tags: readonly FlvTag[]): boolean => soundsOf(tags).length >= 2;
      return soundsOf(await readFlv(`${server?.origin ?? ''}/flv-live/sub/${key}`, isEnough))[0]?.body[0];
    };
    expect(await heard()).toBe(heads.ulaw);
    server.setPast({ cameraKey: key }, { sound: 'aac' });
    expect(await heard()).toBe(heads.aac);
  });
});
