// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { idsOf } from '../../../../../renderer/features/cameras/camera-menu.ts';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { cameraMenu, type CameraSubject } from '../../../../../renderer/state/actions/camera-menu.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { usePlayers } from '../../../../../renderer/state/players/players.ts';
import { forgetWalls, toggleLock, useWalls } from '../../../../../renderer/state/walls/walls.ts';
import type { Action } from '../../../../../renderer/ui/action.ts';
import { account, campus, viewOf } from '../../features/cameras/directory-sample.ts';
import { loadAllTexts } from '../../../../area-texts.ts';
import { completeDom, installMain } from '../../page.tsx';

const t = textIn('en-US');
const view = viewOf(campus());
const [north, south] = view.parts[0]?.channels ?? [];
if (north === undefined || south === undefined) throw new Error('the sample has two cameras');

type Subject = Omit<CameraSubject, 'isSelected'>;

const menu = (subject: Subject): readonly Action[] =>
  cameraMenu(t, { ...subject, isSelected: subject.tile === useWalls.getState().selectedTile });
/** The items of the menu and of its submenus. */
const items = (subject: Subject): readonly Action[] => menu(subject).flatMap((item) => item.items ?? [item]);
const reasonOf = (subject: Subject, id: string): string | undefined =>
  items(subject).find((item) => item.id === id)?.reason;

beforeEach(async () => {
  await loadAllTexts();
  completeDom();
  installMain({ 'wall.save': ({ wall }) => Promise.resolve({ ok: true, value: wall }) });
  const rest = { aspects: [], isLocked: false, revision: 1, layout: 4 as const };
  const wall = normalise({ id: asWallId('w'), name: 'Wall', tiles: [north.id], ...rest });
  useWalls.setState({ ...useWalls.getInitialState(), walls: [wall], currentId: wall.id, selectedTile: 0 });
  useAccounts.setState({ accounts: [account('a1', 'Campus')], load: { status: 'ready' } });
  useDirectory.setState({ view, states: {}, isKnown: true });
});
afterEach(() => {
  forgetWalls();
  usePlayers.setState(usePlayers.getInitialState(), true);
});

it('the menu of a camera is the same on its tile and in the list, except for the way to the other place', () => {
  const onTile = items({ channelId: north.id, tile: 0, from: 'tile' });
  const inList = items({ channelId: north.id, tile: 0, from: 'list' });
  const without = (list: readonly Action[], id: string): readonly unknown[] =>
    list.filter((item) => item.id !== id).map(({ run: _run, ...item }) => item);
  expect(onTile[0]).toMatchObject({ id: 'cameras.show', name: 'Show in the camera list' });
  expect(inList[0]).toMatchObject({ id: 'tree.activate', name: 'Locate on the wall, tile 1' });
  expect(without(inList, 'tree.activate')).toEqual(without(onTile, 'cameras.show'));
});

it('the menu of a camera has the items of both earlier menus of a tile, and PTZ and zoom', () => {
  const ids = menu({ channelId: north.id, tile: 0, from: 'tile' }).map(({ id, items: choices }) =>
    choices === undefined ? id : { [id]: choices.map((choice) => choice.id) },
  );
  expect(ids).toEqual([
    ...[
      'cameras.show',
      'playback.open',
      { open: ['cameras.newWall', 'cameras.newWindow', 'past-add', 'presets.open'] },
    ],
    ...['tile.snapshot', 'tile.replay', 'tile.record', 'tile.ptz', 'tile.zoomBox', 'tile.listen'],
    ...['tile.protect', 'tile.maximise'],
    { stream: ['stream-auto', 'stream-main', 'stream-sub'] },
    { picture: ['fit', 'fill', 'native', 'tile.rotate', 'tile.mirror', 'tile.resetView'] },
    { camera: ['tile.copyLink', 'tile.report', 'device-facts', 'picture-now', 'cameras.copyIds', 'tree.number'] },
  ]);
});

it('a line of the menu of a camera parts its groups, and submenus that follow one another are one group', () => {
  const starts = menu({ channelId: north.id, tile: 0, from: 'tile' }).filter(({ startsGroup }) => startsGroup);
  expect(starts.map(({ id }) => id)).toEqual(['cameras.show', 'tile.snapshot', 'stream']);
});

it('every item of the menu of a camera works, or names the reason why it is off', () => {
  const away: Subject = { channelId: south.id, tile: null, from: 'list' };
  for (const id of [
    'tile.snapshot',
    'tile.ptz',
    'tile.zoomBox',
    'tile.rotate',
    'fit',
    'tile.report',
    'tile.maximise',
  ]) {
    expect(reasonOf(away, id)).toBe('not on this wall');
  }
  for (const id of ['cameras.newWall', 'tile.protect', 'stream-auto', 'tile.copyLink', 'cameras.copyIds']) {
    expect(reasonOf(away, id)).toBeUndefined();
  }
  expect(reasonOf(away, 'stream-main')).toBe('the camera has one stream');
  const shown: Subject = { channelId: north.id, tile: 0, from: 'tile' };
  expect(reasonOf(shown, 'tile.snapshot')).toBe('no picture yet');
  usePlayers.setState({ bySlot: { [slotOf(north.id, 0)]: { statistics: { transport: 'flv' } } } as never });
  expect(reasonOf(shown, 'tile.snapshot')).toBeUndefined();
  expect(reasonOf(shown, 'fill')).toBeUndefined();
  toggleLock();
  expect(reasonOf(shown, 'fill')).toBe('the wall is locked');
  for (const item of [...items(away), ...items(shown)]) expect(item.run ?? item.reason).toBeDefined();
});

it('the menu of a camera shows no key that would act on another camera', () => {
  const keysOf = (selectedTile: number): readonly (string | undefined)[] => {
    useWalls.setState({ selectedTile });
    return items({ channelId: north.id, tile: 0, from: 'list' })
      .filter(({ id }) => id === 'tile.snapshot' || id === 'tile.copyLink')
      .map(({ keys }) => keys);
  };
  expect(keysOf(0)).toEqual(['Alt S', 'Alt C']);
  expect(keysOf(1)).toEqual([undefined, undefined]);
});

it('the ids of a camera are copied as its cloud has them', () => {
  expect(idsOf(north.id)).toBe('101 North gate\nIVM Campus\ndevice d101\nchannel 0\n');
});
