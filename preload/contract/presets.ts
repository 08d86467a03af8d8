/** Stored views of PTZ cameras. Whatever moves a camera goes the way of its steering, so that a stop and the lock hold. */
import { z } from 'zod';
import { MAX_PRESET_NAME_CHARS, type Preset, type PresetLimits } from '../domain/ptz/presets.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, epochMs } from './shared.ts';

/** More than any cloud has. */
const MAX_INDEX = 4_096;
/** A picture of 256 kB as Base64, and the words before it. */
const MAX_PICTURE_CHARS = 360_000;

const index = z.number().int().min(1).max(MAX_INDEX);
/** Also longer and emptier than a cloud takes: main answers with the problem. */
const name = z.string().max(MAX_PRESET_NAME_CHARS * 4);
const picture = z.string().min(1).max(64);

const preset: z.ZodType<Preset> = z.strictObject({
  index,
  name: z
    .string()
    .max(MAX_PRESET_NAME_CHARS * 4)
    .nullable(),
  picture: picture.nullable(),
});

const limits: z.ZodType<PresetLimits> = z.strictObject({
  maxIndex: index,
  names: z.enum(['cloud', 'desk']),
  maxNameChars: z.number().int().positive(),
  namePattern: z.string().nullable(),
  index: z.enum(['operator', 'cloud']),
  renamingMoves: z.boolean(),
  hasPictures: z.boolean(),
});

const list = z.strictObject({
  presets: z.array(preset).max(MAX_INDEX).readonly(),
  limits,
  asOfMs: epochMs,
  /** Rows of the cloud that name no preset. */
  unreadable: z.number().int().nonnegative(),
});
export type PresetList = z.infer<typeof list>;

const requests = {
  'presets.list': { in: z.strictObject({ channelId }), out: list },
  /** A picture of the last list as a `data:` address; null when a newer list has replaced it. */
  'presets.picture': {
    in: z.strictObject({ channelId, picture }),
    out: z.strictObject({ data: z.string().max(MAX_PICTURE_CHARS).nullable() }),
  },
  /** Stores the present view under a name. @param index where the operator chooses the number; null: the lowest free one. */
  'presets.add': { in: z.strictObject({ channelId, name, index: index.nullable() }), out: z.strictObject({ index }) },
  /** Where a new name may move the preset, the camera goes there first and the client waits until it has arrived. */
  'presets.rename': { in: z.strictObject({ channelId, index, name }), out: done },
  /** Stores the present view in place of the one that the preset has. */
  'presets.update': { in: z.strictObject({ channelId, index }), out: done },
  'presets.delete': { in: z.strictObject({ channelId, index }), out: done },
  /** `cancelled` when a newer command to the camera came first. */
  'presets.goTo': { in: z.strictObject({ channelId, index }), out: done },
} as const satisfies RequestTable;

const events = {
  /** The presets of the camera differ from before. */
  'presets.changed': event(z.strictObject({ channelId }), ({ channelId }) => channelId),
} as const satisfies EventTable;

export const presetsContract = { requests, events } as const;
