/** Cruise tracks of PTZ cameras. Whatever moves a camera goes the way of its steering, so that a stop and the lock hold. */
import { z } from 'zod';
import {
  MAX_CRUISE_LEGS,
  type CruiseDetail,
  type CruiseDraft,
  type CruiseLimits,
  type CruiseTrack,
  type DroppedPart,
} from '../domain/ptz/cruises.ts';
import { MAX_PRESET_NAME_CHARS } from '../domain/ptz/presets.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, epochMs } from './shared.ts';

/** More than any camera has. */
const MAX_TRACKS = 1_024;

const id = z.string().min(1).max(32);
/** Also longer and emptier than a cloud takes: main answers with the problem. */
const name = z.string().max(MAX_PRESET_NAME_CHARS * 4);
const leg = z.strictObject({
  preset: z.number().int(),
  dwellSec: z.number().int().nullable(),
  speed: z.number().int().nullable(),
});
const track: z.ZodType<CruiseTrack> = z.strictObject({ id, name, isRunning: z.boolean() });
const detail: z.ZodType<CruiseDetail> = z.strictObject({
  id,
  name,
  isRunning: z.boolean(),
  legs: z.array(leg).max(MAX_CRUISE_LEGS).readonly(),
});
const draft: z.ZodType<CruiseDraft> = z.strictObject({
  name,
  legs: z
    .array(z.strictObject({ preset: z.number(), dwellSec: z.number(), speed: z.number() }))
    .max(MAX_CRUISE_LEGS * 2)
    .readonly(),
});
const limits: z.ZodType<CruiseLimits> = z.strictObject({
  maxNameChars: z.number().int().positive(),
  namePattern: z.string().nullable(),
  minDwellSec: z.number().int(),
  maxDwellSec: z.number().int(),
  minSpeed: z.number().int(),
  maxSpeed: z.number().int(),
  maxPreset: z.number().int(),
});
const dropped: z.ZodType<DroppedPart> = z.strictObject({
  leg: z.number().int().nonnegative(),
  part: z.enum(['preset', 'dwellSec', 'speed']),
  sent: z.number(),
  stored: z.number().nullable(),
});

const list = z.strictObject({
  tracks: z.array(track).max(MAX_TRACKS).readonly(),
  limits,
  asOfMs: epochMs,
  /** Rows of the cloud that name no track. */
  unreadable: z.number().int().nonnegative(),
});
export type CruiseList = z.infer<typeof list>;

const read = z.strictObject({ track: detail, asOfMs: epochMs });
export type CruiseRead = z.infer<typeof read>;

/** `dropped`: values that the device stored differently. */
const saved = z.strictObject({ track: detail, dropped: z.array(dropped).readonly(), asOfMs: epochMs });
export type CruiseSaved = z.infer<typeof saved>;

const requests = {
  'cruises.list': { in: z.strictObject({ channelId }), out: list },
  'cruises.read': { in: z.strictObject({ channelId, id }), out: read },
  'cruises.add': { in: z.strictObject({ channelId, draft }), out: saved },
  /**
   * @param base the version that the change was made from. `cruises.changed-elsewhere` when the cloud has another one now;
   *   null overwrites whatever is there.
   */
  'cruises.change': { in: z.strictObject({ channelId, id, draft, base: detail.nullable() }), out: saved },
  /** A track that runs is stopped first. */
  'cruises.delete': { in: z.strictObject({ channelId, id }), out: done },
  'cruises.start': { in: z.strictObject({ channelId, id }), out: done },
  'cruises.stop': { in: z.strictObject({ channelId, id }), out: done },
} as const satisfies RequestTable;

const events = {
  /** The tracks of the camera differ from before. */
  'cruises.changed': event(z.strictObject({ channelId }), ({ channelId }) => channelId),
} as const satisfies EventTable;

export const cruisesContract = { requests, events } as const;
