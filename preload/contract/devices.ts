/** Facts of single devices, read when somebody asks for them. */
import { z } from 'zod';
import { MAX_HISTORY_ROWS, MAX_OFFLINE_ROWS, MAX_ROWS_FILE_BYTES, MAX_ROWS_PIECE_CHARS } from '../domain/bounds.ts';
import { MAX_DEVICE_PASSWORD_CHARS } from '../domain/cameras/camera-settings.ts';
import { DEVICE_FACTS, type DeviceFacts } from '../domain/cameras/device-facts.ts';
import { DEVICE_STATES } from '../domain/cameras/device-state.ts';
import { PLAN_KINDS } from '../domain/recording/recording-plans.ts';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { accountId, channelId, epochMs } from './shared.ts';

/** Longer than any documented value. */
const MAX_FACT_CHARS = 2_048;

const facts: z.ZodType<DeviceFacts> = z.strictObject({
  values: z.record(z.enum(DEVICE_FACTS), z.string().max(MAX_FACT_CHARS).nullable()),
  createdAtMs: epochMs.nullable(),
  changedAtMs: epochMs.nullable(),
});

const factsAnswer = z.strictObject({ facts, asOfMs: epochMs });
export type DeviceFactsAnswer = z.infer<typeof factsAnswer>;

const wish = z.strictObject({ channelId, of: z.enum(['camera', 'recorder']) });
export type FactsWish = z.infer<typeof wish>;

const planTable = z.strictObject({
  kind: z.enum(PLAN_KINDS),
  hoursPerWeek: z.number().min(0).max(168),
  /** 0: for ever; null: the cloud does not say. */
  keptDays: z.number().nonnegative().nullable(),
  /** Null: never, or the cloud does not say. */
  archivedAfterDays: z.number().nonnegative().nullable(),
});
/** `tables`: none where no plan records the camera in the cloud. `asOfMs`: when the cloud was asked. */
const plan = z.strictObject({ tables: z.array(planTable), asOfMs: epochMs });
export type DevicePlanAnswer = z.infer<typeof plan>;

const state = z.enum(DEVICE_STATES);
const history = z.strictObject({
  /** The latest first. `atMs`: the first answer of the cloud with the new state; the change itself was before it. */
  changes: z.array(z.strictObject({ atMs: epochMs, was: state, became: state })).max(MAX_HISTORY_ROWS),
  /** The readings of the account by this client, the latest first. Nobody saw what happened between two of them. */
  watches: z.array(z.strictObject({ fromMs: epochMs, toMs: epochMs })).max(MAX_HISTORY_ROWS),
  /** Longest time between two readings of a watched account, ms: after a longer one nobody watched. */
  longestGapMs: z.number().nonnegative(),
  /** There are older changes. */
  isCut: z.boolean(),
});
export type DeviceHistory = z.infer<typeof history>;

const offlineTimes = z.strictObject({
  /** `untilMs`: null where the camera was not seen to come back. `sinceMs`: null where it was not seen to go off line. */
  times: z
    .array(z.strictObject({ channelId, untilMs: epochMs.nullable(), sinceMs: epochMs.nullable() }))
    .max(MAX_OFFLINE_ROWS),
  /** Null behind the last camera. */
  next: channelId.nullable(),
});
export type OfflineTimes = z.infer<typeof offlineTimes>;

const requests = {
  /** The facts of a camera, or of the recorder that it hangs on. No password is among them: see `devices.clear-password`. */
  'devices.facts': { in: wish, out: factsAnswer },
  /** By which plan the cloud records a camera today; null where the cloud publishes no plans. */
  'devices.plan': { in: z.strictObject({ channelId }), out: z.strictObject({ plan: plan.nullable() }) },
  /**
   * The password with which a device signs in, of a cloud that answers it in clear; null where the device has none. Each answer
   * is in the audit log, without the password. The page shows it and keeps it nowhere.
   */
  'devices.clear-password': {
    in: wish,
    out: z.strictObject({ password: z.string().max(MAX_DEVICE_PASSWORD_CHARS).nullable() }),
  },
  /**
   * Brings the file of the table piece by piece; with the last piece main asks where the file goes. `at`: characters brought
   * before. `download`: the host has no dialog, and the page saves its own text.
   *
   * @throws `ipc.invalid-input` for a piece that does not follow the one before it, `storage.*`.
   */
  'devices.save-table': {
    in: z.strictObject({
      text: z.string().max(MAX_ROWS_PIECE_CHARS),
      at: z.number().int().nonnegative().max(MAX_ROWS_FILE_BYTES),
      isLast: z.boolean(),
    }),
    out: z.strictObject({ outcome: z.enum(['more', 'saved', 'cancelled', 'download']), suggestedName: z.string() }),
  },
  /** The states of a camera as this client saw them. */
  'devices.history': { in: z.strictObject({ channelId }), out: history },
  /** When each camera of an account was seen off line last. Cameras that were never seen to go or to come back are left out. */
  'devices.last-offline': { in: z.strictObject({ accountId, after: channelId.nullable() }), out: offlineTimes },
} as const satisfies RequestTable;

const events = {
  /** A state of a camera of this account changed: ask for the history again. */
  'devices.history-changed': event(z.strictObject({ accountId }), (p) => p.accountId),
} as const satisfies EventTable;

export const devicesContract = { requests, events } as const;
