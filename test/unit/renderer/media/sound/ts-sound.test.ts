/** The G.711 in transport streams of a camera that shares no code with the reader, and in damaged ones. */
import { expect, it } from 'vitest';
import { readTsSound, TS_HZ } from '../../../../../renderer/media/sound/ts-sound.ts';
import { Camera } from '../../../../simulator/media/camera.ts';
import { soundBetween, type SoundKind } from '../../../../simulator/media/sound.ts';
import { testPack } from '../../../../simulator/media/support.ts';
import { tsSegment } from '../../../../simulator/media/ts.ts';

const GROUP = 1_780_000_000;
const camera = new Camera(testPack(), 'c1', 'Gate', 'sub', 480);
const fromMs = camera.groupStartMs(GROUP);
const spoken = (kind: SoundKind) => soundBetween(kind, fromMs, fromMs + 1_000);

function segment(kind: SoundKind | null, zeroMs: number): Buffer {
  const frames = Array.from({ length: camera.clip.fps }, (_, i) => camera.recorded(GROUP, i));
  const voice = kind === null ? null : { kind, frames: spoken(kind) };
  return tsSegment(camera.clip, frames, 0, ({ atMs }) => atMs - fromMs + zeroMs, voice);
}

it.each(['alaw', 'ulaw'] as const)('the sound of a segment with %s is all there, each piece at its time', (law) => {
  const sound = readTsSound(segment(law, 10_000));
  const frames = spoken(law);
  expect(sound).toMatchObject({ law, hasSound: true, foreign: null });
  const timesMs = sound?.pieces.map(({ ticks }) => (ticks / TS_HZ) * 1_000);
  expect(timesMs).toEqual(frames.map(({ atMs }) => atMs - fromMs + 10_000));
  expect(sound?.pieces.map(({ bytes }) => Buffer.from(bytes))).toEqual(frames.map(({ data }) => data));
});

it('the sound of a segment may be none, or AAC, which the player of the pictures plays', () => {
  expect(readTsSound(segment(null, 0))).toEqual({ foreign: null, hasSound: false, law: null, pieces: [] });
  expect(readTsSound(segment('aac', 0))).toEqual({ foreign: null, hasSound: true, law: null, pieces: [] });
});

it('the sound of a segment is left out where bytes are damaged, and nothing is thrown', () => {
  const whole = segment('alaw', 0);
  expect(readTsSound(Buffer.from('#EXTM3U'))).toBeNull();
  expect(readTsSound(whole.subarray(0, 188))).toBeNull();
  const cut = readTsSound(whole.subarray(0, whole.length - 94))?.pieces.length ?? 0;
  expect(cut).toBeGreaterThan(20);
  for (let at = 0; at < 1_000; at += 1) {
    for (const byte of [0, 0x7f, 0xff]) {
      const damaged = Buffer.from(whole);
      damaged[at] = byte;
      expect(() => readTsSound(damaged)).not.toThrow();
    }
  }
});
