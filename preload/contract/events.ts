/**
 * Events from main to the renderer, past tense. `coalesce` names the key under which a newer event replaces an older one
 * that a slow renderer has not taken yet, which bounds main's memory.
 */
import { z } from 'zod';
import { accountView, testStage, vaultStatus } from './account.ts';
import { preferences } from './app.ts';
import { captureSettings, clip } from './clips.ts';
import { directoryState } from './directory.ts';
import { incidentEvents } from './incidents.ts';
import { streamTicket, wall } from './live.ts';
import { lookEvents } from './looks.ts';
import { ptzEvents } from './ptz.ts';
import { sequenceEvents } from './sequences.ts';
import { accountId, epochMs, leaseId, streamFeed } from './shared.ts';
import { wallEvents } from './walls.ts';
import { windowKey } from './windows.ts';

export const events = {
  /** A window changed them: every window shows them at once. */
  'app.preferences-changed': preferences,
  /** Somebody opened a launch address of a window a second time, and was refused. */
  'app.entry-repeated': z.strictObject({ atMs: epochMs }),
  'account.changed': z.strictObject({ accounts: z.array(accountView) }),
  'account.test-progressed': z.strictObject({ runId: z.string(), stage: testStage }),
  'vault.changed': vaultStatus,
  'directory.changed': directoryState,
  'stream.changed': z.strictObject({ leaseId, feed: streamFeed }),
  /** The gateway serves this lease under a new URL (its worker restarted, or the transport fell back): play that one. */
  'stream.replaced': z.strictObject({ leaseId, ticket: streamTicket }),
  /** The cloud of an account answers again after all its streams had failed: those that wait can be opened. */
  'live.account-restored': z.strictObject({ accountId }),
  ...lookEvents,
  'wall.changed': wall,
  ...wallEvents,
  /** To one window: whether the user can see it. `isSeen` false closes its streams. */
  'window.sight-changed': z.strictObject({ isSeen: z.boolean() }),
  /** The window of this key is to ask `app.take-link`. */
  'app.link-arrived': z.strictObject({ key: windowKey }),
  ...sequenceEvents,
  ...ptzEvents,
  ...incidentEvents,
  'clip.changed': clip,
  'clip.settings-changed': captureSettings,
  'sites.changed': z.strictObject({ revision: z.number().int() }),
  'load.measured': z.strictObject({
    atMs: epochMs,
    cpu: z.number(),
    memoryBytes: z.number(),
    memoryTotalBytes: z.number(),
    networkBps: z.number(),
  }),
  'system.resumed': z.strictObject({ atMs: epochMs }),
  /** Automation waits for what the tiles show: answer with `app.report-wall`. */
  'wall.report-wanted': z.strictObject({}),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

/** Which part of a payload makes two events of one name the same subject. */
export const coalesceKey: { readonly [N in EventName]: (payload: EventPayload<N>) => string } = {
  'app.preferences-changed': () => '',
  'app.link-arrived': () => '',
  'app.entry-repeated': () => '',
  'window.sight-changed': () => '',
  'account.changed': () => '',
  'account.test-progressed': (p) => `${p.runId}|${p.stage.stage}`,
  'vault.changed': () => '',
  'directory.changed': (p) => p.accountId,
  'stream.changed': (p) => p.leaseId,
  'stream.replaced': (p) => p.leaseId,
  'live.account-restored': (p) => p.accountId,
  'looks.changed': () => '',
  'wall.changed': (p) => p.id,
  'wall.library-changed': () => '',
  'wall.removed': (p) => p.wallId,
  'wall.missing-changed': () => '',
  'sequences.changed': () => '',
  'alarm.show-wanted': (p) => `${p.channelId}|${p.atMs}`,
  'ptz.changed': (p) => p.channelId,
  'incident.arrived': () => '',
  'clip.changed': (p) => p.clipId,
  'clip.settings-changed': () => '',
  'sites.changed': () => '',
  'load.measured': () => '',
  'system.resumed': () => '',
  'wall.report-wanted': () => '',
};
