/** The stored sound of a recording beside its pictures, by the positions of the element. */
import { expect, it } from 'vitest';
import { MAX_SHELF_BYTES } from '../../../../../preload/domain/bounds.ts';
import type { SoundPiece } from '../../../../../renderer/media/sound/coded-sound.ts';
import { shelveFlv } from '../../../../../renderer/media/sound/flv-shelf.ts';
import { shelveHls } from '../../../../../renderer/media/sound/hls-shelf.ts';
import { shelfOf, SoundShelf } from '../../../../../renderer/media/sound/sound-shelf.ts';
import { Camera } from '../../../../simulator/media/camera.ts';
import { soundBetween } from '../../../../simulator/media/sound.ts';
import { testPack } from '../../../../simulator/media/support.ts';
import { tsSegment } from '../../../../simulator/media/ts.ts';
import { avcHeader, fileHeader, keyFrame, tag } from '../../../main/media/flv-fixtures.ts';

const element = (): HTMLVideoElement => ({}) as HTMLVideoElement;
const piece = (bytes: number): SoundPiece => ({ law: 'alaw', channels: 1, atMs: 0, bytes: new Uint8Array(bytes) });
const begins = (shelf: SoundShelf | null): readonly number[] =>
  (shelf?.between(-Infinity, Infinity) ?? []).map(({ atSec }) => Math.round(atSec * 1_000) / 1_000);

it('sound of a device is stored at the times of the pictures, also sound before the first picture', () => {
  const video = element();
  const { push, stop } = shelveFlv(video);
  push(Buffer.concat([fileHeader(5), avcHeader(), tag(8, 5_010, [0x72, 1]), tag(8, 4_990, [0x72, 2])]));
  expect(shelfOf(video)?.isRead).toBe(false);
  push(Buffer.concat([keyFrame(5_000, 1), tag(8, 5_050, [0x72, 3])]));
  expect(begins(shelfOf(video))).toEqual([-0.01, 0.01, 0.05]);
  expect(shelfOf(video)?.isRead).toBe(true);
  stop();
  expect(shelfOf(video)).toBeNull();
});

it('bytes that are no FLV leave the stored sound, and throw nothing into the player', () => {
  const video = element();
  const { push } = shelveFlv(video);
  push(Buffer.concat([fileHeader(5), keyFrame(0, 1), tag(8, 40, [0x72, 3])]));
  push(Buffer.alloc(64, 7));
  push(tag(8, 80, [0x72, 3]));
  expect(begins(shelfOf(video))).toEqual([0.04]);
});

it('pieces come in the order of their places, once each, however often they were put there', () => {
  const shelf = new SoundShelf();
  for (const atSec of [3, 1, 2, 2.0001, Number.NaN]) shelf.put(atSec, piece(320));
  expect(begins(shelf)).toEqual([1, 2, 3]);
  expect(shelf.between(2, 3)).toHaveLength(1);
});

it('the shelf stores no more than its limit: the oldest sound goes first', () => {
  const shelf = new SoundShelf();
  const bytes = 64 * 1024;
  const count = 2 * Math.ceil(MAX_SHELF_BYTES / bytes);
  for (let i = 0; i < count; i += 1) shelf.put(i, piece(bytes));
  const kept = begins(shelf);
  expect(kept.length).toBeLessThanOrEqual(MAX_SHELF_BYTES / bytes);
  expect(kept.at(-1)).toBe(count - 1);
});

/** hls.js as far as a shelf listens to it. */
function fakeHls() {
  const on = new Map<string, (event: string, data: unknown) => void>();
  const Events = { FRAG_LOADED: 'loaded', INIT_PTS_FOUND: 'found', DESTROYING: 'destroying' };
  const hls = { on: (name: string, listen: (event: string, data: unknown) => void) => on.set(name, listen) };
  return {
    shelve: (video: HTMLVideoElement) => shelveHls(Events as never, hls as never, video),
    tell: (name: keyof typeof Events, data: unknown) => on.get(Events[name])?.(name, data),
  };
}

it.each([
  ['before its begin of times is known', ['load', 'find']],
  ['after it', ['find', 'load']],
])('G.711 of a segment that comes %s is stored beside its pictures', (_when, order) => {
  const GROUP = 1_780_000_000;
  const camera = new Camera(testPack(), 'c1', 'Gate', 'sub', 480);
  const fromMs = camera.groupStartMs(GROUP);
  const voice = { kind: 'ulaw' as const, frames: soundBetween('ulaw', fromMs, fromMs + 1_000) };
  const bytes = tsSegment(camera.clip, [camera.recorded(GROUP, 0)], 0, ({ atMs }) => atMs - fromMs + 10_000, voice);
  const video = element();
  const { shelve, tell } = fakeHls();
  shelve(video);
  // The segment lies 30 s behind the begin of the list, and its times began anew some times before.
  const frag = { cc: 1, start: 30 };
  const wrapSec = 2 ** 33 / 90_000;
  for (const step of order) {
    if (step === 'load') tell('FRAG_LOADED', { frag, payload: new Uint8Array(bytes).buffer });
    else tell('INIT_PTS_FOUND', { frag, initPTS: (10 - 30 + wrapSec) * 90_000, timescale: 90_000 });
  }
  expect(begins(shelfOf(video))).toEqual(voice.frames.map(({ atMs }) => (atMs - fromMs) / 1_000 + 30));
  tell('DESTROYING', {});
  expect(shelfOf(video)).toBeNull();
});
