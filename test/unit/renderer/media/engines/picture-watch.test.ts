import { expect, it } from 'vitest';
import {
  LISTS_OF_HELP,
  MOST_LISTS_WITHOUT_PICTURE,
  PictureWatch,
} from '../../../../../renderer/media/engines/picture-watch.ts';

/** A stream of which playlists come one after the other. */
function stream() {
  const watch = new PictureWatch();
  let number = 0;
  /** @returns the verdict of the watch on each playlist. */
  const list = (...frames: readonly number[]): readonly boolean[] =>
    frames.map((count) => watch.isInVain((number += 1), count));
  return { watch, list };
}
const standing = (frames: number, lists: number): readonly number[] => Array.from({ length: lists }, () => frames);

it('the watch gives a stream up when a bounded number of playlists in a row brings no picture, and not before', () => {
  const { list } = stream();
  expect(list(15, 30)).toEqual([false, false]);
  expect(list(...standing(30, MOST_LISTS_WITHOUT_PICTURE))).toEqual([
    ...standing(0, MOST_LISTS_WITHOUT_PICTURE - 1).map(() => false),
    true,
  ]);
});

it('the watch gives up a stream that never shows a picture', () => {
  const { list } = stream();
  expect(list(...standing(0, MOST_LISTS_WITHOUT_PICTURE)).at(-1)).toBe(true);
});

it('one picture within the playlists is enough, as on a busy computer', () => {
  const { list } = stream();
  const rounds = Array.from({ length: 5 }, (_, round) => standing(round + 1, MOST_LISTS_WITHOUT_PICTURE)).flat();
  expect(list(...rounds)).not.toContain(true);
});

it('a playlist that lists nothing new proves nothing', () => {
  const { watch, list } = stream();
  list(15);
  expect(Array.from({ length: 50 }, () => watch.isInVain(1, 15))).not.toContain(true);
});

it('the counter of an element that was attached again is no picture', () => {
  const { list } = stream();
  list(15, 30);
  expect(list(...standing(0, MOST_LISTS_WITHOUT_PICTURE)).at(-1)).toBe(true);
});

it('a stream that begins anew with lower numbers is watched too', () => {
  const watch = new PictureWatch();
  watch.isInVain(500, 15);
  const said = Array.from({ length: MOST_LISTS_WITHOUT_PICTURE }, (_, i) => watch.isInVain(i, 15));
  expect(said.at(-1)).toBe(true);
});

it('pictures of a hidden page are not counted', () => {
  const { watch, list } = stream();
  for (let i = 0; i < 5 * MOST_LISTS_WITHOUT_PICTURE; i += 1) {
    watch.restart();
    expect(list(15)).toEqual([false]);
  }
});

it('repairs follow each other until the picture has moved over several playlists', () => {
  const { watch, list } = stream();
  expect([watch.repair(), watch.repair(), watch.isRepairing]).toEqual([1, 2, true]);
  list(...Array.from({ length: LISTS_OF_HELP - 1 }, (_, i) => i + 1));
  expect(watch.isRepairing).toBe(true);
  list(LISTS_OF_HELP);
  expect(watch.isRepairing).toBe(false);
  expect(watch.repair()).toBe(1);
});
