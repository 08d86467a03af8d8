// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { drawPicture } from '../../../../../../renderer/ui/tile/snapshot-draw.ts';
import { takeWallSnapshot } from '../../../../../../renderer/features/live/tools/snapshot.ts';
import { cameraName } from '../../../../../../renderer/state/players/clips.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import { specialKeysOf, useShown } from '../../../../../../renderer/state/sequences/sequences-shown.ts';
import { useWalls } from '../../../../../../renderer/state/walls/walls.ts';

const [placed, chosen] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const HOTSPOT = { kind: 'hotspot' } as const;
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false, layout: 4, revision: 1 } as const;

let written: string[];

/** As much of a canvas as the drawing asks of it, which jsdom lacks. */
const context = {
  fillRect: () => undefined,
  measureText: () => ({ width: 0 }),
  fillText: (text: string) => void written.push(text),
};

beforeEach(() => {
  written = [];
  useWalls.setState({ walls: [normalise({ ...facts, tiles: [placed, HOTSPOT] })], currentId: facts.id });
  const [key] = specialKeysOf([HOTSPOT]);
  if (key) useShown.setState({ cameras: { [key]: chosen } });
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 800, 450));
  document.body.innerHTML =
    '<div class="lv-wall"><i data-tile="0"></i><i data-tile="1"></i><i data-tile="2"></i></div>';
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 800, 450));
  document.body.innerHTML = '';
  useShown.setState({ cameras: {} });
  useNotices.setState({ last: null });
});

it('a snapshot of the wall shows every camera, also cameras of tiles that choose by themselves', async () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(null));
  await takeWallSnapshot();
  expect(written.filter((text) => text === cameraName(placed))).toHaveLength(2);
});

it('a snapshot shows the picture turned and mirrored as it is seen, at the size in which it arrived', () => {
  const drawn: unknown[] = [];
  const note =
    (name: string) =>
    (...values: unknown[]): void =>
      void drawn.push([name, ...values.filter((value) => typeof value === 'number')]);
  const [save, restore] = [() => undefined, () => undefined];
  const turning = { translate: note('translate'), rotate: note('rotate'), scale: note('scale'), save, restore };
  const whole = { ...context, ...turning, drawImage: note('drawImage') };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(whole as never);
  const video = { videoWidth: 640, videoHeight: 360 } as HTMLVideoElement;
  const canvas = drawPicture(video, { turn: 90, isMirrored: true }, { left: '', right: '', below: '' });
  expect(canvas.width).toBe(360);
  expect(canvas.height).toBeGreaterThan(640);
  expect(drawn).toEqual([
    ['translate', 180, 320],
    ['rotate', Math.PI / 2],
    ['scale', -1, 1],
    ['drawImage', -320, -180, 640, 360],
  ]);
});

it('a snapshot that finds no memory for the picture names the next step', async () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  await takeWallSnapshot();
  expect(useNotices.getState().last).toMatchObject({ key: 'snapshotTooLarge', params: { name: 'Wall' } });
});
