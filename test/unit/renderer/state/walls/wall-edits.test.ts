import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AccountView } from '../../../../../preload/contract/account.ts';
import { asAccountId, asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { RenewedId } from '../../../../../preload/domain/cameras/renewed-ids.ts';
import type { TileContent, Wall } from '../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { redoLast, undoLast } from '../../../../../renderer/state/page/undo.ts';
import * as walls from '../../../../../renderer/state/walls/walls.ts';
import { firstTiles, startWalls } from './walls-page.ts';

const [a, b, c] = ['acc:d/a', 'acc:d/b', 'acc:d/c'] as unknown as [ChannelId, ChannelId, ChannelId];
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false };
const stored: Wall = normalise({ ...facts, layout: 4, tiles: [a], revision: 1 });

/** The wall as main stores it, and a way to send the event of its change. */
let kept: Wall;
let send: (wall: Wall) => void = () => undefined;
let stop: () => void = () => undefined;
/** Set to hold back the answers to saves. */
let gate: Promise<void>;
/** The cameras of which main knows new ids. */
let renewedIds: readonly RenewedId[];

beforeEach(async () => {
  vi.useFakeTimers();
  [kept, renewedIds, gate] = [stored, [], Promise.resolve()];
  const request = {
    'directory.renewed-ids': () => Promise.resolve({ ok: true, value: renewedIds }),
    'wall.list': () => Promise.resolve({ ok: true, value: [kept] }),
    'wall.save': async ({ wall }: { readonly wall: Wall }) => {
      const answer = (kept = { ...wall, revision: kept.revision + 1 });
      send(answer);
      await gate;
      return { ok: true, value: answer };
    },
  };
  const on = (_name: string, listener: (wall: Wall) => void) => {
    send = listener;
    return () => undefined;
  };
  useAccounts.setState(useAccounts.getInitialState(), true);
  stop = await startWalls({ request, on });
});
afterEach(() => stop());

/** Another window saves the wall with these contents. */
const changeElsewhere = async (contents: readonly TileContent[]): Promise<void> => {
  await vi.advanceTimersByTimeAsync(1_000);
  send((kept = normalise({ ...kept, tiles: contents, revision: kept.revision + 1 })));
};
const notice = () => useNotices.getState().last;

it('Undo leaves a tile that another window changed since, and reports it', async () => {
  walls.removeTile(0);
  await changeElsewhere([b]);
  undoLast();
  expect(firstTiles()).toEqual([b, null, null, null]);
  expect(notice()).toMatchObject({ key: 'undoOvertaken', params: { name: 'Wall', edit: 'remove' } });
  undoLast();
  expect(notice()?.key).toBe('nothingToUndo');
});

it('Undo reverts a change except the tile that another window changed since, and states that a part remains', async () => {
  walls.placeChannels([b]);
  walls.clearWall();
  await changeElsewhere([c]);
  undoLast();
  expect(firstTiles()).toEqual([c, b, null, null]);
  expect(notice()).toMatchObject({ key: 'undonePartly', params: { wall: 'Wall', edit: 'clear' } });
  redoLast();
  expect(firstTiles()).toEqual([c, null, null, null]);
  expect(notice()?.key).toBe('redonePartly');
});

it('Undo loses no camera by half of a swap: a swap of which another window changed one tile stays', async () => {
  walls.placeChannels([b]);
  walls.swapTiles(0, 1);
  await changeElsewhere([c, a]);
  undoLast();
  expect(firstTiles()).toEqual([c, a, null, null]);
  expect(notice()?.key).toBe('undoOvertaken');
});

it('Undo leaves a layout that another window chose since', async () => {
  walls.setLayout(9);
  await vi.advanceTimersByTimeAsync(1_000);
  send((kept = { ...kept, layout: 16, revision: 9 }));
  undoLast();
  expect(walls.selectWall(walls.useWalls.getState())?.layout).toBe(16);
  expect(notice()?.key).toBe('undoOvertaken');
});

it('Undo of a change from before an account was deleted and added again finds the new cameras', async () => {
  const [newA, newB] = ['new:d/a', 'new:d/b'] as unknown as [ChannelId, ChannelId];
  walls.placeChannels([b]);
  walls.swapTiles(0, 1);
  walls.removeTile(0);
  useAccounts.setState({ accounts: [{ id: asAccountId('new') } as AccountView], load: { status: 'ready' } });
  renewedIds = [
    { from: a, to: newA },
    { from: b, to: newB },
  ];
  await changeElsewhere([null, newA]);
  undoLast();
  await vi.advanceTimersByTimeAsync(0);
  expect(firstTiles()).toEqual([newB, newA, null, null]);
  expect(notice()?.key).toBe('undone');
  undoLast();
  await vi.advanceTimersByTimeAsync(0);
  expect(firstTiles()).toEqual([newA, newB, null, null]);
});

it('Undo of a change whose save is under way restores the earlier wall on the screen and in main', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  walls.placeChannels([b]);
  walls.swapTiles(0, 1);
  await vi.advanceTimersByTimeAsync(400);
  expect(kept.tiles.slice(0, 2)).toEqual([b, a]);
  undoLast();
  undoLast();
  expect(firstTiles()).toEqual([a, null, null, null]);
  resolve();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(firstTiles()).toEqual([a, null, null, null]);
  expect(kept.tiles.slice(0, 2)).toEqual([a, null]);
  expect(notice()?.key).toBe('undone');
});
