/**
 * The alarms on the alarm tiles. An alarm takes a free tile, else it waits. A waiting alarm takes the place of an alarm
 * that is not pinned and was shown for its hold time; that one then waits until it is acknowledged. Pure, but for the
 * store at the end.
 */
import { create } from 'zustand';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { SeverityName } from '../../../ui/icons/names.ts';

export interface TileAlarm {
  readonly channelId: ChannelId;
  readonly atMs: number;
  /** The event, in the operator's language. */
  readonly words: string;
  readonly severity: SeverityName;
}

export interface AlarmPlace {
  readonly alarm: TileAlarm;
  readonly sinceMs: number;
  readonly isPinned: boolean;
}

export interface AlarmBoard {
  /** By alarm tile; null where it waits. */
  readonly places: Readonly<Record<string, AlarmPlace | null>>;
  /** The first comes next. One alarm per camera: a newer one takes the place of the older. */
  readonly queue: readonly TileAlarm[];
  /** Alarms that were thrown away because the queue was full. */
  readonly dropped: number;
  /** An alarm that others wait for shows at least this long; infinite where it stays until it is acknowledged. */
  readonly holdMs: number;
}

/** Defaults before the operator changes them. */
export const HOLD_MS = 20_000;
export const MAX_WAITING = 50;

export const EMPTY_BOARD: AlarmBoard = { places: {}, queue: [], dropped: 0, holdMs: HOLD_MS };

const keysOf = ({ places }: AlarmBoard): readonly string[] => Object.keys(places);

/** The operator chose another hold time; null stands for until it is acknowledged. */
export function withHold(board: AlarmBoard, holdSec: number | null): AlarmBoard {
  const holdMs = holdSec === null ? Infinity : holdSec * 1000;
  return holdMs === board.holdMs ? board : { ...board, holdMs };
}

/** Takes the wall's alarm tiles of now. An alarm whose tile is gone waits, before all others. */
export function withTiles(board: AlarmBoard, keys: readonly string[], nowMs: number): AlarmBoard {
  if (keys.length === keysOf(board).length && keys.every((key) => key in board.places)) return board;
  const homeless = keysOf(board).flatMap((key) => (keys.includes(key) ? [] : (board.places[key]?.alarm ?? [])));
  const places = Object.fromEntries(keys.map((key) => [key, board.places[key] ?? null]));
  return advanceBoard({ ...board, places, queue: [...homeless, ...board.queue] }, nowMs);
}

export function incoming(board: AlarmBoard, alarm: TileAlarm, nowMs: number): AlarmBoard {
  const at = keysOf(board).find((key) => board.places[key]?.alarm.channelId === alarm.channelId);
  if (at !== undefined)
    return withPlace(board, at, { alarm, sinceMs: nowMs, isPinned: board.places[at]?.isPinned ?? false });
  const known = board.queue.some(({ channelId }) => channelId === alarm.channelId);
  const queue = known
    ? board.queue.map((waiting) => (waiting.channelId === alarm.channelId ? alarm : waiting))
    : [...board.queue, alarm];
  const excess = Math.max(0, queue.length - MAX_WAITING);
  return advanceBoard({ ...board, queue: queue.slice(excess), dropped: board.dropped + excess }, nowMs);
}

/** Time went by; a clock that was set counts as that. The same board when nothing changes. */
export function advanceBoard(board: AlarmBoard, nowMs: number): AlarmBoard {
  let now = board;
  for (const key of keysOf(board)) if (now.places[key] === null) now = fill(now, key, nowMs);
  for (const key of keysOf(board)) {
    const place = now.places[key];
    if (!place || place.isPinned || Math.abs(nowMs - place.sinceMs) < board.holdMs) continue;
    now = next(now, key, nowMs);
  }
  return now;
}

/** The operator has dealt with it: the tile takes the next one, or waits. */
export function acknowledge(board: AlarmBoard, key: string, nowMs: number): AlarmBoard {
  return board.places[key] ? fill(withPlace(board, key, null), key, nowMs) : board;
}

/** The next one now; the present one waits again. Nothing when no other waits. */
export function next(board: AlarmBoard, key: string, nowMs: number): AlarmBoard {
  const place = board.places[key];
  if (!place || board.queue.length === 0) return board;
  const filled = fill(board, key, nowMs);
  return { ...filled, queue: [...filled.queue, place.alarm] };
}

export function togglePin(board: AlarmBoard, key: string): AlarmBoard {
  const place = board.places[key];
  return place ? withPlace(board, key, { ...place, isPinned: !place.isPinned }) : board;
}

/** When the alarm on the tile may give way, infinite for not before it is acknowledged, or null while nothing waits or it is pinned. */
export function holdEndsAtMs(board: AlarmBoard, key: string): number | null {
  const place = board.places[key];
  return place && !place.isPinned && board.queue.length > 0 ? place.sinceMs + board.holdMs : null;
}

function fill(board: AlarmBoard, key: string, nowMs: number): AlarmBoard {
  const [alarm, ...queue] = board.queue;
  if (!alarm) return board;
  return { ...withPlace(board, key, { alarm, sinceMs: nowMs, isPinned: false }), queue };
}

function withPlace(board: AlarmBoard, key: string, place: AlarmPlace | null): AlarmBoard {
  return { ...board, places: { ...board.places, [key]: place } };
}

export const useAlarmTiles = create<AlarmBoard>(() => EMPTY_BOARD);

/** Changes the board of this window. */
export function changeAlarms(change: (board: AlarmBoard, nowMs: number) => AlarmBoard): void {
  const before = useAlarmTiles.getState();
  const after = change(before, Date.now());
  if (after !== before) useAlarmTiles.setState(after, true);
}

type AlarmListener = (alarm: TileAlarm) => void;
const listeners = new Set<AlarmListener>();

/** Calls `listener` for every alarm that is to be shown, until the returned function is called. */
export function onAlarm(listener: AlarmListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts the camera of an alarm on the alarm tiles of this window; sequences that show it stop there. */
export function showAlarm(channelId: ChannelId, atMs: number, words: string, severity: SeverityName = 'high'): void {
  const alarm: TileAlarm = { channelId, atMs, words, severity };
  changeAlarms((board, nowMs) => incoming(board, alarm, nowMs));
  for (const listener of listeners) listener(alarm);
}
