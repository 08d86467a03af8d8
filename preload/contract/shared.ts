/** Schemas that several areas use. */
import { z } from 'zod';
import type {
  AccountId,
  BookmarkId,
  ChannelId,
  DeviceId,
  ExportId,
  LeaseId,
  OrgNodeId,
  PlaybackId,
  SequenceId,
  SiteId,
  WallFolderId,
  WallId,
} from '../domain/ids.ts';
import { gridFault, LAYOUT_PRESETS, MAX_TILES, type FreeGrid, type WallLayout } from '../domain/walls/layout.ts';
import { type StreamFeed } from '../domain/media/streams.ts';
import { TILE_ASPECTS, type TileContent } from '../domain/walls/wall.ts';
import { wireError } from './result.ts';

const id = <T extends string>() => z.string().min(1).max(512) as unknown as z.ZodType<T>;

export const accountId = id<AccountId>();
export const orgNodeId = id<OrgNodeId>();
export const deviceId = id<DeviceId>();
export const channelId = id<ChannelId>();
export const leaseId = id<LeaseId>();
export const exportId = id<ExportId>();
export const bookmarkId = id<BookmarkId>();
export const playbackId = id<PlaybackId>();
export const wallId = id<WallId>();
export const wallFolderId = id<WallFolderId>();
export const siteId = id<SiteId>();
export const sequenceId = id<SequenceId>();
export const epochMs = z.number().int().nonnegative();
export const nothing = z.strictObject({});
export const done = z.null();
export const persistence = z.enum(['keychain', 'session']);

const cell = z.strictObject({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
const freeGrid: z.ZodType<FreeGrid> = z
  .strictObject({ columns: z.number(), rows: z.number(), cells: z.array(cell).max(MAX_TILES) })
  .superRefine((grid, context) => {
    const fault = gridFault(grid);
    if (fault !== null) context.addIssue({ code: 'custom', message: `not a grid: ${fault}` });
  });
export const wallLayout: z.ZodType<WallLayout> = z.union([z.literal(LAYOUT_PRESETS), freeGrid]);

export const tileAspect = z.enum(TILE_ASPECTS);
export const tileContent: z.ZodType<TileContent> = z.union([
  channelId,
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sequence'), sequenceId }),
    z.strictObject({ kind: z.literal('hotspot') }),
    z.strictObject({ kind: z.literal('alarm') }),
  ]),
  z.null(),
]);

export const streamFeed: z.ZodType<StreamFeed> = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('connecting'), attempt: z.number().int() }),
  z.strictObject({ phase: z.literal('flowing'), sinceMs: epochMs, codec: z.string().nullable() }),
  z.strictObject({
    phase: z.literal('reconnecting'),
    attempt: z.number().int(),
    nextAtMs: epochMs,
    isTrying: z.boolean(),
    lastDataAtMs: epochMs.nullable(),
    error: wireError,
  }),
  z.strictObject({ phase: z.literal('failed'), error: wireError }),
  z.strictObject({ phase: z.literal('idle') }),
]);
