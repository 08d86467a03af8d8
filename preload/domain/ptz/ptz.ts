/** Steering a camera, in words that every cloud's own are made from. */
import type { WireError } from '../error.ts';
import type { ChannelId } from '../ids.ts';
import type { PictureLook } from '../walls/wall.ts';

const TURNS = ['left', 'right', 'up', 'down', 'up-left', 'up-right', 'down-left', 'down-right'] as const;
const LENSES = ['zoom-in', 'zoom-out', 'focus-near', 'focus-far', 'iris-close', 'iris-open'] as const;
export const PTZ_DIRECTIONS = [...TURNS, ...LENSES] as const;
export type PtzDirection = (typeof PTZ_DIRECTIONS)[number];

export interface PtzCommand {
  readonly direction: PtzDirection;
  /** Above 0 to 1, of what the camera can do. */
  readonly speed: number;
}

/** The motors of a camera; each is stopped on its own. */
export type PtzMotor = 'turn' | 'zoom' | 'focus' | 'iris';

export function motorOf(direction: PtzDirection): PtzMotor {
  if (direction.startsWith('zoom')) return 'zoom';
  if (direction.startsWith('iris')) return 'iris';
  return direction.startsWith('focus') ? 'focus' : 'turn';
}

/** A movement that the window has not repeated for this long ends: the camera is stopped. */
export const PTZ_HOLD_MS = 850;
/** How often a page reports that a control is still pressed; several times within {@link PTZ_HOLD_MS}. */
export const PTZ_BEAT_MS = 250;
/** The longest single movement, even while a control is still pressed. */
export const PTZ_MOVE_MAX_MS = 10_000;

/** How a camera can be steered over its cloud. */
export interface PtzFacts {
  /** `held`: it moves until it is stopped. `steps`: each command is a step that ends by itself, and there is no stop. */
  readonly style: 'held' | 'steps';
  readonly speedLevels: number;
  /** Whether the cloud gives control to one at a time. */
  readonly hasLock: boolean;
  /** Whether the cloud documents a command for auto focus. */
  readonly hasAutoFocus: boolean;
  /** Least time between two commands, in milliseconds. */
  readonly minGapMs: number;
}

export interface PtzState {
  readonly channelId: ChannelId;
  /**
   * `astray`: it may be moving, and no stop came through; another one can be sent. `moving` begins with the press.
   */
  readonly phase: 'rest' | 'moving' | 'stopping' | 'astray';
  /** The wanted command, or the command that is being stopped. */
  readonly command: PtzCommand | null;
  /** Whether the last wanted command came from the window that gets this state. */
  readonly isMine: boolean;
  /** Until when the cloud leaves control here unless a command renews it; null without control, and where there is none. */
  readonly controlUntilMs: number | null;
  /** How long the cloud took for the last command. */
  readonly answerMs: number | null;
  /** Stops that failed since the movement was to end. */
  readonly failedStops: number;
  /** Why a movement ended although the control was still pressed. */
  readonly cut: 'silent' | 'too-long' | null;
  readonly error: WireError | null;
}

const SECTORS = ['right', 'down-right', 'down', 'down-left', 'left', 'up-left', 'up', 'up-right'] as const;

/**
 * The command for deflections from -1 to 1, where right, down and zooming in are positive. Cameras move one motor at a
 * time: the larger deflection wins.
 *
 * @returns null at rest.
 */
export function commandFor(pan: number, tilt: number, zoom: number): PtzCommand | null {
  const turn = Math.min(1, Math.hypot(pan, tilt));
  const size = Math.max(turn, Math.abs(zoom));
  if (size === 0) return null;
  if (Math.abs(zoom) > turn) return { direction: zoom > 0 ? 'zoom-in' : 'zoom-out', speed: Math.min(1, size) };
  const sector = Math.round(Math.atan2(tilt, pan) / (Math.PI / 4));
  return { direction: SECTORS[(sector + 8) % 8] ?? 'right', speed: size };
}

const sectorOf = (direction: PtzDirection): number => (SECTORS as readonly PtzDirection[]).indexOf(direction);
const inSector = (sector: number): PtzDirection => SECTORS[(sector + 16) % 8] ?? 'right';

/** The camera's own direction for one on the screen, where its picture is turned or mirrored. A lens has none. */
export function sentFor(direction: PtzDirection, { turn, isMirrored }: PictureLook): PtzDirection {
  const seen = sectorOf(direction);
  if (seen < 0) return direction;
  const unturned = seen - turn / 45;
  return inSector(isMirrored ? 4 - unturned : unturned);
}

/** The other way round: where a movement of the camera is seen to go. */
export function seenAs(direction: PtzDirection, { turn, isMirrored }: PictureLook): PtzDirection {
  const sent = sectorOf(direction);
  return sent < 0 ? direction : inSector((isMirrored ? 4 - sent : sent) + turn / 45);
}

/** The cloud's own level for a speed, from 1. */
export function speedLevel(speed: number, levels: number): number {
  return Math.min(levels, Math.max(1, Math.round(speed * levels)));
}

/** Whether both send the same command to a cloud. @param levels of speed that the cloud has. */
export const isSameCommand = (a: PtzCommand, b: PtzCommand, levels: number): boolean =>
  a.direction === b.direction && speedLevel(a.speed, levels) === speedLevel(b.speed, levels);
