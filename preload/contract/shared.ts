/** Schemas that several areas use. */
import { z } from 'zod';
import type { AccountId, ChannelId, DeviceId, LeaseId, OrgNodeId, SiteId, WallId } from '../domain/ids.ts';
import type { StreamFeed } from '../domain/model.ts';
import { wireError } from './result.ts';

const id = <T extends string>() => z.string().min(1).max(512) as unknown as z.ZodType<T>;

export const accountId = id<AccountId>();
export const orgNodeId = id<OrgNodeId>();
export const deviceId = id<DeviceId>();
export const channelId = id<ChannelId>();
export const leaseId = id<LeaseId>();
export const wallId = id<WallId>();
export const siteId = id<SiteId>();
export const epochMs = z.number().int().nonnegative();
export const nothing = z.strictObject({});
export const done = z.null();
export const persistence = z.enum(['keychain', 'session']);
export const wallLayout = z.union([z.literal(1), z.literal(4), z.literal(9), z.literal(16)]);

export const streamFeed: z.ZodType<StreamFeed> = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('connecting'), attempt: z.number().int() }),
  z.strictObject({ phase: z.literal('flowing'), sinceMs: epochMs, codec: z.string().nullable() }),
  z.strictObject({
    phase: z.literal('reconnecting'),
    attempt: z.number().int(),
    nextAtMs: epochMs,
    lastDataAtMs: epochMs.nullable(),
    error: wireError,
  }),
  z.strictObject({ phase: z.literal('failed'), error: wireError }),
]);
