import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { channelOf, normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { contentBeside, followTileMemory, MAX_EARLIER } from '../../../../../renderer/state/walls/tile-memory.ts';
import { undoLast } from '../../../../../renderer/state/page/undo.ts';
import * as walls from '../../../../../renderer/state/walls/walls.ts';

const camera = (name: string): ChannelId => `acc:d/${name}` as ChannelId;
const show = (name: string, tile = 0): void => void walls.placeChannels([camera(name)], tile);
const wall = () => {
  const now = walls.selectWall(walls.useWalls.getState());
  if (!now) throw new Error('no wall');
  return now;
};
const shown = (tile = 0): string | null => channelOf(wall().tiles[tile])?.split('/')[1] ?? null;

let stop: () => void = () => undefined;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { lanner: { request: { 'wall.save': () => new Promise(() => undefined) } } });
  walls.forgetWalls();
  const empty = { tiles: [], aspects: [], isLocked: false, revision: 1 };
  const first = normalise({ id: asWallId('w'), name: 'Wall', layout: 4, ...empty });
  walls.useWalls.setState({ walls: [first], currentId: first.id });
  stop = followTileMemory();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the memory of a tile', () => {
  it('a tile goes back and forth through the contents that it showed', () => {
    for (const name of ['a', 'b', 'c']) show(name);
    walls.recallTile(0, -1);
    expect(shown()).toBe('b');
    walls.recallTile(0, -1);
    expect(shown()).toBe('a');
    walls.recallTile(0, -1);
    expect(shown()).toBe('a');
    expect(useNotices.getState().last?.key).toBe('nothingEarlier');
    walls.recallTile(0, 1);
    walls.recallTile(0, 1);
    expect(shown()).toBe('c');
  });

  it('the content that was removed from a tile comes back', () => {
    show('a');
    walls.removeTile(0);
    walls.recallTile(0, -1);
    expect(shown()).toBe('a');
  });

  it('the memory of a tile lists the last eight contents before the present one', () => {
    const names = Array.from({ length: MAX_EARLIER + 4 }, (_, i) => `c${i}`);
    names.forEach((name) => show(name));
    for (const _ of names) walls.recallTile(0, -1);
    expect(shown()).toBe('c3');
  });

  it('a tile that shows something new loses the contents that came after, and other tiles have a memory of their own', () => {
    show('a');
    show('b');
    show('x', 1);
    walls.recallTile(0, -1);
    show('c');
    expect(contentBeside(wall(), 0, 1)).toBeNull();
    expect(contentBeside(wall(), 0, -1)).toBe(camera('a'));
    expect(contentBeside(wall(), 1, -1)).toBeNull();
  });

  it('the memory of a tile is one edit that can be taken back, and continues from there', () => {
    show('a');
    show('b');
    walls.recallTile(0, -1);
    undoLast();
    expect(shown()).toBe('b');
    walls.recallTile(0, -1);
    expect(shown()).toBe('a');
  });

  it('the memory of a tile changes nothing on a locked wall', () => {
    show('a');
    show('b');
    walls.toggleLock();
    walls.recallTile(0, -1);
    expect(shown()).toBe('b');
  });
});

it('several chosen tiles move together in one step that is taken back at once', () => {
  ['a', 'b', 'c', 'd'].forEach((name, tile) => show(name, tile));
  walls.moveTiles([0, 1], 0, 2);
  expect([0, 1, 2, 3].map(shown)).toEqual(['c', 'd', 'a', 'b']);
  expect(walls.chosenTiles(walls.useWalls.getState())).toEqual([2, 3]);
  undoLast();
  expect([0, 1, 2, 3].map(shown)).toEqual(['a', 'b', 'c', 'd']);
});

it('several chosen tiles move by one with the keys', () => {
  ['a', 'b'].forEach((name, tile) => show(name, tile));
  walls.selectTile(0);
  walls.toggleChosen(1);
  walls.shiftTiles('down');
  expect([0, 1, 2, 3].map(shown)).toEqual([null, null, 'a', 'b']);
});
