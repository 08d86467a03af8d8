import { beforeAll, expect, it } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import '../../../../../../renderer/app/areas.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { dropWords } from '../../../../../../renderer/features/live/tile/drop-words.tsx';
import { loadAllTexts } from '../../../../../area-texts.ts';

const [a, b, c, d] = ['acc:d/a', 'acc:d/b', 'acc:d/c', 'acc:d/d'] as unknown as ChannelId[] as [
  ChannelId,
  ChannelId,
  ChannelId,
  ChannelId,
];
const wall = normalise({
  id: asWallId('w'),
  name: 'Wall',
  layout: 4,
  aspects: [],
  isLocked: false,
  revision: 0,
  tiles: [a, null, b],
});
const english = textIn('en-US');
const say = (dragged: Parameters<typeof dropWords>[2], tile: number) => dropWords(english, wall, dragged, tile);
const cameras = (...contents: ChannelId[]) => ({ kind: 'contents' as const, contents });
const tiles = (from: number, ...others: number[]) => ({
  kind: 'tiles' as const,
  tiles: { wallId: wall.id, from, tiles: [from, ...others], contents: [] },
});

beforeAll(async () => {
  await loadAllTexts();
  const listed = [a, b, c, d].map((id, i) => [id, { id, number: 101 + i, name: `Ramp ${i + 1}` }] as const);
  useDirectory.setState({ view: { parts: [], byId: new Map(listed) as never } });
});

it('the words of a drop name the camera that a dropped camera replaces, or state that a free tile takes it', () => {
  expect(say(cameras(c), 0)).toBe('replaces 101 Ramp 1');
  expect(say(cameras(c), 1)).toBe('places 103 Ramp 3 here');
  expect(say(cameras(a), 0)).toBeNull();
});

it('the words of a drop count the cameras that are added, that are replaced and that find no tile', () => {
  expect(say(cameras(c, d), 1)).toBe('adds 2 cameras from tile 2, replaces 1');
  expect(say(cameras(c, d, a, b), 2)).toBe('adds 3 cameras from tile 3, replaces 1, 1 finds no tile');
});

it('the words of a drop name the camera that a dragged tile swaps with, or state that it moves onto a free tile', () => {
  expect(say(tiles(0), 2)).toBe('swaps with 102 Ramp 2');
  expect(say(tiles(0), 1)).toBe('moves here');
  expect(say(tiles(0, 2), 1)).toBe('moves 2 tiles here');
  expect(say(tiles(0), 0)).toBeNull();
});

it('the words of a drop name the content that a hotspot replaces, and accept a drag of another window', () => {
  expect(say({ kind: 'contents', contents: [{ kind: 'hotspot' }] }, 0)).toBe('replaces 101 Ramp 1');
  expect(say(null, 0)).toBe('places what is dropped here');
});
