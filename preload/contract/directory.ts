/** The camera directory: groups and channels of every account, read in pages so that 20,000 cameras never block. */
import { z } from 'zod';
import {
  ACCESS_PROTOCOLS,
  CHANNEL_CAPABILITIES,
  DEVICE_STATUSES,
  MAX_ASKED,
  STATE_REASONS,
} from '../domain/cameras/cameras.ts';
import { MAX_RENEWED } from '../domain/cameras/renewed-ids.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId, deviceId, epochMs, nothing, orgNodeId } from './shared.ts';

const anyId = z.union([channelId, orgNodeId]);

const orgNode = z.strictObject({
  id: orgNodeId,
  accountId,
  parentId: orgNodeId.nullable(),
  name: z.string(),
  kind: z.enum(['recorder', 'streams']).exactOptional(),
  status: z.enum(DEVICE_STATUSES).exactOptional(),
  protocol: z.enum(ACCESS_PROTOCOLS).exactOptional(),
});

const channelRow = z.strictObject({
  id: channelId,
  number: z.number().int(),
  deviceId,
  deviceName: z.string(),
  accountId,
  orgNodeId: orgNodeId.nullable(),
  name: z.string(),
  reachable: z.enum(DEVICE_STATUSES),
  stateReason: z.enum(STATE_REASONS).exactOptional(),
  isFrozen: z.boolean(),
  protocol: z.enum(ACCESS_PROTOCOLS),
  capabilities: z.array(z.enum(CHANNEL_CAPABILITIES)),
  missingSinceMs: epochMs.exactOptional(),
});

/** Where the reading of one account's directory stands. `asOfMs` is the time of the shown list. */
export const directoryState = z.strictObject({
  accountId,
  revision: z.number().int(),
  phase: z.enum(['idle', 'loading', 'ready', 'failed']),
  loaded: z.number().int(),
  total: z.number().int().nullable(),
  asOfMs: epochMs.nullable(),
  error: wireError.nullable(),
});
export type DirectoryState = z.infer<typeof directoryState>;

export const directoryPage = z.strictObject({
  revision: z.number().int(),
  groups: z.array(orgNode),
  channels: z.array(channelRow),
  next: z.string().nullable(),
});
export type DirectoryPage = z.infer<typeof directoryPage>;

const requests = {
  'directory.states': { in: nothing, out: z.array(directoryState), kiosk: true },
  /** Starts reading an account again; progress arrives as `directory.changed`. */
  'directory.refresh': { in: z.strictObject({ accountId }), out: directoryState, kiosk: true },
  /** One page of what main holds. A page of another revision than the first one asked means: begin again. */
  'directory.page': {
    in: z.strictObject({ accountId, cursor: z.string().nullable(), limit: z.number().int().min(1).max(1000) }),
    out: directoryPage,
    kiosk: true,
  },
  /** Somebody looks at these cameras: main asks their devices for what the lists of the cloud left open. */
  'directory.ask': {
    in: z.strictObject({ channelIds: z.array(channelId).max(MAX_ASKED) }),
    out: z.null(),
    kiosk: true,
  },
  /**
   * The new ids of those of these cameras and groups whose account was deleted and added again. Ids whose account is there,
   * and ids that no account lists, are not in the answer.
   */
  'directory.renewed-ids': {
    in: z.strictObject({ ids: z.array(anyId).max(MAX_RENEWED) }),
    out: z.array(z.strictObject({ from: anyId, to: anyId })),
  },
  /** `to` gets the number and the places of `from`; the same request with both exchanged takes it back. */
  'directory.replace': { in: z.strictObject({ from: channelId, to: channelId }), out: z.null() },
} as const satisfies RequestTable;

const events = { 'directory.changed': event(directoryState, (p) => p.accountId) } as const satisfies EventTable;

export const directoryContract = { requests, events } as const;
