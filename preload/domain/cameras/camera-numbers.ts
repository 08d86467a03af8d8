/** The numbers by which operators call cameras: their bounds, what a change of numbers moves, and the file of numbers. Pure. */
import type { NumberedChannel } from './cameras.ts';
import type { ChannelId } from '../ids.ts';

/** As many digits as an operator can type. */
export const MAX_CAMERA_NUMBER = 999_999;
/** The most numbers that are changed at once. */
export const MAX_NUMBER_CHANGES = 50_000;
/** A change goes to main in pieces of this many numbers. */
export const NUMBER_PIECE = 1_000;

/** The columns of the file of numbers, in the order in which they are written. `channel id` is the cloud's own name. */
export const NUMBER_COLUMNS = ['number', 'camera', 'cloud', 'account', 'channel id'] as const;

/**
 * A text that no spreadsheet takes for a formula. A semicolon, a comma or a quote may end the cell in a spreadsheet that
 * separates by another sign than the file does, so the text behind them is looked at as well. Names come from outside.
 */
export const spreadsheetText = (text: string): string =>
  text.replace(/(^|[;,\t\r\n"])(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g, "$1'");

export const isCameraNumber = (number: number): boolean =>
  Number.isInteger(number) && number >= 1 && number <= MAX_CAMERA_NUMBER;

export interface NumberMove {
  readonly channelId: ChannelId;
  readonly from: number;
  readonly to: number;
}

export interface NumberPlan {
  /** The cameras that were asked for and get another number. */
  readonly moves: readonly NumberMove[];
  /** Cameras that were not asked for, whose number goes to one that was: each gets a number that becomes free. */
  readonly swaps: readonly NumberMove[];
}

/**
 * Plans the changes that give each of these cameras its number, without giving a number twice.
 *
 * @param cameras all cameras of the client.
 * @param wanted each number once; cameras that are not listed are left out.
 */
export function planNumbers(
  cameras: Iterable<Pick<NumberedChannel, 'id' | 'number'>>,
  wanted: ReadonlyMap<ChannelId, number>,
): NumberPlan {
  const byNumber = new Map<number, ChannelId>();
  const numbers = new Map<ChannelId, number>();
  for (const { id, number } of cameras) {
    byNumber.set(number, id);
    if (wanted.has(id)) numbers.set(id, number);
  }
  const moves: NumberMove[] = [];
  for (const [channelId, to] of wanted) {
    const from = numbers.get(channelId);
    if (from !== undefined && from !== to) moves.push({ channelId, from, to });
  }
  const taken = new Set(moves.map(({ to }) => to));
  const free = new Set(moves.map(({ from }) => from).filter((from) => !taken.has(from)));
  const swaps: NumberMove[] = [];
  const homeless: { readonly channelId: ChannelId; readonly from: number }[] = [];
  const leaving = new Set(moves.map(({ channelId }) => channelId));
  for (const { from, to } of moves) {
    const holder = byNumber.get(to);
    if (holder === undefined || leaving.has(holder)) continue;
    // Two cameras that exchange their numbers are easiest to remember.
    if (free.delete(from)) swaps.push({ channelId: holder, from: to, to: from });
    else homeless.push({ channelId: holder, from: to });
  }
  const rest = [...free].toSorted((a, b) => a - b);
  for (const [i, one] of homeless.entries()) swaps.push({ ...one, to: rest[i] ?? one.from });
  return { moves, swaps };
}

/** Numbers from `first` on in equal steps, in the order of the cameras. */
export function numbersFrom(
  channelIds: readonly ChannelId[],
  first: number,
  step: number,
): ReadonlyMap<ChannelId, number> {
  return new Map(channelIds.map((id, i) => [id, first + i * step]));
}
