/** Moves the head of a camera by a command. No document states how far a camera turns; these rates are ours. */
import type { PtzHead, Rates } from '../../world/ptz-head.ts';
import type { IvmChannel } from './estate.ts';

/** Degrees a second for each of ten speeds, and zoom steps. */
const TURN_RATE = 4;
const ZOOM_RATE = 0.3;
/** A movement in the mode POINT lasts this long. */
const POINT_SEC = 0.5;

const TURNS: Readonly<Record<string, readonly [pan: number, tilt: number]>> = {
  LEFT: [-1, 0],
  RIGHT: [1, 0],
  UP: [0, 1],
  DOWN: [0, -1],
  UPPER_LEFT: [-1, 1],
  UPPER_RIGHT: [1, 1],
  LOWER_LEFT: [-1, -1],
  LOWER_RIGHT: [1, -1],
};

function ratesOf(direction: string, speed: number): Rates | null {
  if (direction === 'IN' || direction === 'OUT') return { zoom: (direction === 'IN' ? 1 : -1) * ZOOM_RATE * speed };
  const turn = TURNS[direction];
  return turn === undefined ? null : { panDeg: turn[0] * TURN_RATE * speed, tiltDeg: turn[1] * TURN_RATE * speed };
}

interface Movement {
  readonly direction: string;
  readonly mode: string;
  /** 1 to 10. */
  readonly speed: number;
}

/** For a camera without a recorder STOP does not end the zoom. */
export function turnHead(channel: IvmChannel, { direction, mode, speed }: Movement, nowMs: number): void {
  const { head } = channel;
  if (head === null) return;
  const rates = ratesOf(direction, speed);
  if (rates === null) return end(head, direction, channel.device.family === 'IPC', nowMs);
  if (mode === 'NON_POINT') return head.begin(rates, nowMs);
  head.step(Object.fromEntries(Object.entries(rates).map(([axis, rate]) => [axis, rate * POINT_SEC])), nowMs);
}

function end(head: PtzHead, direction: string, isDirect: boolean, nowMs: number): void {
  if (direction === 'STOP') head.end(isDirect ? ['panDeg', 'tiltDeg'] : ['panDeg', 'tiltDeg', 'zoom'], nowMs);
  else if (direction === 'ZOOM_STOP') head.end(['zoom'], nowMs);
}
