// @vitest-environment jsdom
/** A camera that hangs upside down does so on every tile, on every wall and in every window. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CameraLook } from '../../../../../preload/contract/looks.ts';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import {
  changeView,
  followTileViews,
  resetView,
  selectView,
  stepBackView,
  useTileViews,
} from '../../../../../renderer/state/players/tile-views.ts';
import { mirrored, turned, WHOLE, zoomAt, type View } from '../../../../../renderer/ui/tile/zoom.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { useKiosk } from '../../../../../renderer/state/page/kiosk.ts';
import { useWalls } from '../../../../../renderer/state/walls/walls.ts';

const [gate, dock] = ['acc:d/gate', 'acc:d/dock'] as unknown as [ChannelId, ChannelId];
const wallOf = (id: string, camera: ChannelId) =>
  normalise({ id: asWallId(id), name: id, layout: 4, tiles: [camera], aspects: [], isLocked: false, revision: 1 });
const closer = (view: View): View => zoomAt(view, { x: 0, y: 0 }, 3);
const view = (camera: ChannelId, copy = 0): View => selectView(slotOf(camera, copy))(useTileViews.getState());

let kept: CameraLook[];
let answers: (() => void)[];
let tell: (looks: readonly CameraLook[]) => void;
let stop: () => void;

beforeEach(async () => {
  kept = [];
  answers = [];
  vi.stubGlobal('lanner', {
    request: {
      'look.list': () =>
        Promise.resolve({ ok: true, value: { looks: [{ channelId: dock, turn: 180, isMirrored: false }] } }),
      'look.set': (look: CameraLook) =>
        new Promise((resolve) => {
          kept.push(look);
          answers.push(() => resolve({ ok: true, value: null }));
        }),
    },
    on: (name: string, listener: (payload: { readonly looks: readonly CameraLook[] }) => void) => {
      if (name === 'looks.changed') tell = (looks) => listener({ looks });
      return () => undefined;
    },
  });
  useWalls.setState({ walls: [wallOf('one', gate), wallOf('two', dock)], currentId: asWallId('one') });
  stop = followTileViews();
  await vi.waitFor(() => expect(view(dock).turn).toBe(180));
});
afterEach(async () => {
  for (const answer of answers) answer();
  await Promise.resolve();
  stop();
  useKiosk.setState({ kiosk: null });
  useTileViews.setState(useTileViews.getInitialState(), true);
  useWalls.setState(useWalls.getInitialState(), true);
  vi.unstubAllGlobals();
});

it('a camera is turned on all its tiles at once, and still when its wall is shown again', () => {
  changeView(slotOf(gate, 1), closer);
  changeView(slotOf(gate, 0), turned);
  changeView(slotOf(gate, 0), mirrored);
  expect(view(gate)).toMatchObject({ factor: 1, turn: 90, isMirrored: true });
  expect(view(gate, 1)).toMatchObject({ factor: 3, turn: 90, isMirrored: true });
  expect(kept.at(-1)).toEqual({ channelId: gate, turn: 90, isMirrored: true });
  useWalls.setState({ currentId: asWallId('two') });
  useWalls.setState({ currentId: asWallId('one') });
  expect(view(gate, 1)).toMatchObject({ factor: 1, turn: 90, isMirrored: true });
  expect(view(dock).turn).toBe(180);
});

it('an enlargement of a picture sends nothing to main', () => {
  changeView(slotOf(dock, 0), closer);
  expect(view(dock)).toMatchObject({ factor: 3, turn: 180 });
  expect(kept).toEqual([]);
});

it('the picture steps back to the whole picture first, and then to the picture as the camera sends it', () => {
  changeView(slotOf(dock, 0), closer);
  stepBackView(slotOf(dock, 0));
  expect(view(dock)).toMatchObject({ factor: 1, turn: 180 });
  stepBackView(slotOf(dock, 0));
  expect(view(dock)).toEqual(WHOLE);
  changeView(slotOf(gate, 0), (before) => closer(turned(before)));
  resetView(slotOf(gate, 0));
  expect(view(gate)).toEqual(WHOLE);
  expect(kept.at(-1)).toEqual({ channelId: gate, turn: 0, isMirrored: false });
});

it('a turn of another window shows, but no older event replaces a newer turn of this window', async () => {
  tell([{ channelId: gate, turn: 270, isMirrored: false }]);
  expect([view(gate).turn, view(dock).turn]).toEqual([270, 0]);
  changeView(slotOf(gate, 0), turned);
  changeView(slotOf(gate, 0), turned);
  tell([]);
  expect(view(gate).turn).toBe(90);
  tell([{ channelId: gate, turn: 90, isMirrored: false }]);
  for (const answer of answers) answer();
  await vi.waitFor(() => expect(kept).toHaveLength(2));
  expect(view(gate).turn).toBe(90);
});

it('the look of a camera is not changed for other windows by a window that shows a wall alone', () => {
  useKiosk.setState({ kiosk: { name: 'one', wallId: asWallId('one'), openedBy: 'start', isNew: false } });
  changeView(slotOf(gate, 0), turned);
  expect(view(gate).turn).toBe(90);
  expect(kept).toEqual([]);
});
