import { expect, it } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import {
  acknowledge,
  EMPTY_BOARD,
  holdEndsAtMs,
  HOLD_MS,
  incoming,
  MAX_WAITING,
  next,
  advanceBoard,
  togglePin,
  withHold,
  withTiles,
  type AlarmBoard,
  type TileAlarm,
} from '../../../../../../renderer/features/live/special/sequences-alarms.ts';

const T0 = 1_800_000_000_000;
const alarm = (camera: string, words = camera): TileAlarm => ({
  channelId: `acc:dev/${camera}` as ChannelId,
  atMs: T0,
  words,
  severity: 'high',
});
const tiles = (...keys: readonly string[]): AlarmBoard => withTiles(EMPTY_BOARD, keys, T0);
const shown = (board: AlarmBoard): (string | null)[] =>
  Object.values(board.places).map((place) => place?.alarm.words ?? null);
const waiting = (board: AlarmBoard): string[] => board.queue.map(({ words }) => words);
const raise = (board: AlarmBoard, ...words: readonly string[]): AlarmBoard =>
  words.reduce((now, word) => incoming(now, alarm(word), T0), board);

it('alarm tiles fill one after the other; further alarms wait', () => {
  const board = raise(tiles('x', 'y'), 'a', 'b', 'c');
  expect(shown(board)).toEqual(['a', 'b']);
  expect(waiting(board)).toEqual(['c']);
});

it('alarm tiles show the newest words of a camera that is shown or waits already, once', () => {
  const board = incoming(incoming(raise(tiles('x'), 'a', 'b'), alarm('a', 'again'), T0), alarm('b', 'too'), T0);
  expect(shown(board)).toEqual(['again']);
  expect(waiting(board)).toEqual(['too']);
});

it('an alarm tile shows an alarm for its set time when others wait, and lets it wait in turn afterwards', () => {
  const board = raise(tiles('x'), 'a', 'b');
  expect(holdEndsAtMs(board, 'x')).toBe(T0 + HOLD_MS);
  expect(advanceBoard(board, T0 + HOLD_MS - 1)).toBe(board);
  const later = advanceBoard(board, T0 + HOLD_MS);
  expect(shown(later)).toEqual(['b']);
  expect(waiting(later)).toEqual(['a']);
});

// @promise failures.clock-set
it('alarm tiles let no others wait for longer because the clock was set back', () => {
  const later = advanceBoard(raise(tiles('x'), 'a', 'b'), T0 - 3_600_000);
  expect(shown(later)).toEqual(['b']);
  expect(holdEndsAtMs(later, 'x')).toBe(T0 - 3_600_000 + HOLD_MS);
});

it('alarm tiles show an alarm for as long as no other waits, and a pinned one whatever waits', () => {
  const alone = raise(tiles('x'), 'a');
  expect(advanceBoard(alone, T0 + 100 * HOLD_MS)).toBe(alone);
  expect(holdEndsAtMs(alone, 'x')).toBeNull();
  const pinned = togglePin(raise(alone, 'b'), 'x');
  expect(advanceBoard(pinned, T0 + 100 * HOLD_MS)).toBe(pinned);
  expect(shown(advanceBoard(togglePin(pinned, 'x'), T0 + HOLD_MS))).toEqual(['b']);
});

it('alarm tiles show an alarm for as long as the operator chose', () => {
  const board = withHold(raise(tiles('x'), 'a', 'b'), 60);
  expect(advanceBoard(board, T0 + 59_999)).toBe(board);
  expect(shown(advanceBoard(board, T0 + 60_000))).toEqual(['b']);
  expect(shown(advanceBoard(withHold(board, 10), T0 + 10_000))).toEqual(['b']);
});

it('alarm tiles show an alarm until it is acknowledged where the operator chose that', () => {
  const board = withHold(raise(tiles('x'), 'a', 'b'), null);
  expect(advanceBoard(board, T0 + 365 * 86_400_000)).toBe(board);
  expect(holdEndsAtMs(board, 'x')).toBe(Infinity);
  expect(shown(acknowledge(board, 'x', T0))).toEqual(['b']);
});

it('alarm tiles show the next alarm when one is acknowledged, and wait when none is left', () => {
  const board = acknowledge(raise(tiles('x'), 'a', 'b'), 'x', T0 + 5);
  expect(shown(board)).toEqual(['b']);
  expect(shown(acknowledge(board, 'x', T0 + 6))).toEqual([null]);
});

it('alarm tiles go to the next alarm on request; the present alarm waits again', () => {
  const board = next(raise(tiles('x'), 'a', 'b'), 'x', T0);
  expect(shown(board)).toEqual(['b']);
  expect(waiting(board)).toEqual(['a']);
  const alone = raise(tiles('x'), 'a');
  expect(next(alone, 'x', T0)).toBe(alone);
});

it('the alarm of a removed tile goes to the remaining alarm tiles before all others', () => {
  const board = withTiles(raise(tiles('x', 'y'), 'a', 'b', 'c'), ['y'], T0);
  expect(shown(board)).toEqual(['b']);
  expect(waiting(board)).toEqual(['a', 'c']);
});

it('alarm tiles store alarms for a wall without alarm tiles, as many as there is room for, and count the rest', () => {
  const many = Array.from({ length: MAX_WAITING + 3 }, (_, i) => `c${i}`);
  const board = raise(EMPTY_BOARD, ...many);
  expect(board).toMatchObject({ dropped: 3 });
  expect(waiting(board)[0]).toBe('c3');
  expect(shown(withTiles(board, ['x'], T0))).toEqual(['c3']);
});
