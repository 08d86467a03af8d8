/** Incidents that the end of an earlier run left. Each is reported once, in one window. */
import { z } from 'zod';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { channelId, done, epochMs, nothing } from './shared.ts';

const ended = {
  /** When the client ended. */
  atMs: epochMs,
  /** `exception`, `rejection`, `hung`, the name of a signal, or `exit N`. */
  reason: z.string().max(80),
  /** The crash report, or null where none could be written. */
  reportPath: z.string().nullable(),
};
const camera = {
  channelId,
  /** `117 Dock gate`; null for a camera that is in no list. */
  name: z.string().nullable(),
  /** When the movement was ordered. */
  atMs: epochMs,
};

export const incident = z.discriminatedUnion('kind', [
  /** The client ended unexpectedly, and this is its next start. */
  z.strictObject({ kind: z.literal('restarted'), ...ended }),
  /** The same, too often within a few minutes: this start opens nothing. */
  z.strictObject({
    kind: z.literal('halted'),
    ...ended,
    /** When the client starts again by itself; null when a user has to ask for it. */
    againAtMs: epochMs.nullable(),
  }),
  /** The client had ended while the camera moved; the start stopped the camera. */
  z.strictObject({ kind: z.literal('camera-stopped'), ...camera }),
  /** The start could not stop the camera and tries again: the camera may still be moving. */
  z.strictObject({ kind: z.literal('camera-moving'), ...camera, error: wireError }),
  /** The stop was not confirmed before the camera's account was changed, turned off or removed. `atMs`: when that was. */
  z.strictObject({ kind: z.literal('camera-left-moving'), ...camera, error: wireError }),
]);
export type Incident = z.infer<typeof incident>;

const requests = {
  /**
   * Takes the incidents that no window has reported yet. `canReveal`: whether the host can show the report in its
   * folder.
   */
  'incident.take': {
    in: nothing,
    out: z.strictObject({ incidents: z.array(incident), canReveal: z.boolean() }),
    kiosk: true,
  },
  /** Shows the crash report in the system's file manager. */
  'incident.reveal-report': { in: nothing, out: done },
  /** Only after `halted`: ends this process and starts the client. */
  'incident.start-again': { in: nothing, out: done },
} as const satisfies RequestTable;

const events = {
  /** There is something to take. */
  'incident.arrived': event(nothing),
} as const satisfies EventTable;

export const incidentContract = { requests, events } as const;
