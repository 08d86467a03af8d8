/** Steering cameras from a tile. A wanted movement lives only as long as the window repeats it: see `PTZ_HOLD_MS`. */
import { z } from 'zod';
import { PTZ_DIRECTIONS, type PtzFacts, type PtzState } from '../domain/ptz/ptz.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { channelId, done, epochMs } from './shared.ts';

const command = z.strictObject({ direction: z.enum(PTZ_DIRECTIONS), speed: z.number().gt(0).max(1) });
/** Counts the presses of a window, so that a late repetition does not begin an ended movement again. */
const press = z.number().int().nonnegative();

const ptzState: z.ZodType<PtzState> = z.strictObject({
  channelId,
  phase: z.enum(['rest', 'moving', 'stopping', 'astray']),
  command: command.nullable(),
  isMine: z.boolean(),
  controlUntilMs: epochMs.nullable(),
  answerMs: z.number().int().nonnegative().nullable(),
  failedStops: z.number().int().nonnegative(),
  cut: z.enum(['silent', 'too-long']).nullable(),
  error: wireError.nullable(),
});

const ptzFacts: z.ZodType<PtzFacts> = z.strictObject({
  style: z.enum(['held', 'steps']),
  speedLevels: z.number().int().positive(),
  hasLock: z.boolean(),
  hasAutoFocus: z.boolean(),
  minGapMs: z.number().int().nonnegative(),
});

const requests = {
  /** Begins to follow a camera; does not take control from another user yet. `ptz.changed` reports its state. */
  'ptz.open': { in: z.strictObject({ channelId }), out: ptzFacts },
  /** Moves the camera for as long as this request is repeated; `ptz.changed` reports the result. */
  'ptz.move': { in: z.strictObject({ channelId, press, command }), out: done },
  /** Ends the press; null ends whatever moves the camera. */
  'ptz.stop': { in: z.strictObject({ channelId, press: press.nullable() }), out: done },
  /** Has the camera focus by itself, once. */
  'ptz.auto-focus': { in: z.strictObject({ channelId }), out: done },
  /** Takes control back from another user; a window without open controls takes none. */
  'ptz.take': { in: z.strictObject({ channelId }), out: done },
  /** Stops what this window moves, gives control back, and ends `ptz.changed`. */
  'ptz.leave': { in: z.strictObject({ channelId }), out: done },
} as const satisfies RequestTable;

const events = { 'ptz.changed': event(ptzState, (p) => p.channelId) } as const satisfies EventTable;

export const ptzContract = { requests, events } as const;
