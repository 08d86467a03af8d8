// @vitest-environment jsdom
/** A camera on a tile that chooses by itself is on the wall like any other: recorded, heard and enlarged. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { TileContent } from '../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import {
  changeView,
  followTileViews,
  selectView,
  useTileViews,
} from '../../../../../renderer/state/players/tile-views.ts';
import { zoomAt } from '../../../../../renderer/ui/tile/zoom.ts';
import { liveActions } from '../../../../../renderer/features/live/actions.ts';
import { followClips, useClips } from '../../../../../renderer/state/players/clips.ts';
import { followListening, useListening } from '../../../../../renderer/features/live/model/listening.ts';
import { usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { specialKeysOf, specialSlotOf, useShown } from '../../../../../renderer/state/sequences/sequences-shown.ts';
import { useWalls } from '../../../../../renderer/state/walls/walls.ts';

const [placed, chosen] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const HOTSPOT = { kind: 'hotspot' } as const;
const [key] = specialKeysOf([HOTSPOT]);
if (!key) throw new Error('a hotspot has a key');
const slot = specialSlotOf(chosen, key);
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false };
const wallOf = (tiles: readonly TileContent[]) => normalise({ ...facts, layout: 4, tiles, revision: 1 });

let stopped: string[];
let stops: readonly (() => void)[];

beforeEach(() => {
  stopped = [];
  const clip = { clipId: 'clip', channelId: chosen, profile: 'sub', startedAtMs: 1, fromMs: 1, parts: [], bytes: 0 };
  vi.stubGlobal('lanner', {
    request: {
      'clip.list': () => Promise.resolve({ ok: true, value: [] }),
      'clip.settings': () => Promise.resolve({ ok: true, value: null }),
      'app.set-preferences': () => Promise.resolve({ ok: true, value: null }),
      'look.list': () => Promise.resolve({ ok: true, value: { looks: [] } }),
      'clip.stop': ({ clipId }: { clipId: string }) => Promise.resolve({ ok: true, value: stopped.push(clipId) }),
    },
    on: () => () => undefined,
  });
  useWalls.setState({ walls: [wallOf([placed, HOTSPOT])], currentId: facts.id });
  useShown.setState({ cameras: { [key]: chosen } });
  stops = [followClips(), followListening(), followTileViews()];
  useClips.setState({ byChannel: { [chosen]: { ...clip, profile: 'sub', sound: { kind: 'none' }, ended: null } } });
  useListening.setState({ channelId: chosen, phase: { kind: 'playing' } });
  changeView(slot, (view) => zoomAt(view, { x: 0, y: 0 }, 3));
});
afterEach(() => {
  for (const stop of stops) stop();
  useClips.setState({ byChannel: {} });
  usePreferences.setState(usePreferences.getInitialState(), true);
  useShown.setState({ cameras: {} });
  useTileViews.setState({ views: {} });
  vi.unstubAllGlobals();
});

it('a camera that a tile chose stays recorded, heard and enlarged while other tiles change', () => {
  useWalls.setState({ selectedTile: 0 });
  useWalls.setState({ walls: [wallOf([null, HOTSPOT])] });
  expect(stopped).toEqual([]);
  expect(useListening.getState().channelId).toBe(chosen);
  expect(selectView(slot)(useTileViews.getState()).factor).toBe(3);
});

it('a camera that a tile chose is released with its tile', () => {
  useWalls.setState({ walls: [wallOf([placed])] });
  expect(stopped).toEqual(['clip']);
  expect(useListening.getState().channelId).toBeNull();
  expect(selectView(slot)(useTileViews.getState()).factor).toBe(1);
});

it('a camera that a tile chose is recorded no longer than its tile shows it, but on while the operator looks at another screen', () => {
  useShown.setState(useShown.getInitialState(), true);
  expect(stopped).toEqual([]);
  useShown.setState({ cameras: { [key]: chosen } });
  useShown.setState({ cameras: { [key]: placed } });
  expect(stopped).toEqual(['clip']);
});

it('a camera that a tile chose is protected by the key of the tile that shows it', () => {
  useWalls.setState({ selectedTile: 1 });
  expect(liveActions.runs['tile.protect']?.()).toBe(true);
  expect(usePreferences.getState().protectedCameras).toEqual([chosen]);
});
