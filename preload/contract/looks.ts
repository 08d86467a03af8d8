/** How operators turned the pictures of cameras: a camera that hangs upside down does so on every wall. */
import { z } from 'zod';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { channelId, done, nothing } from './shared.ts';

const TURNS = [0, 90, 180, 270] as const;

/** See `PictureLook`. */
export const cameraLook = z.strictObject({ channelId, turn: z.literal(TURNS), isMirrored: z.boolean() });
export type CameraLook = z.infer<typeof cameraLook>;

/** The oldest gives way. */
export const MAX_LOOKS = 1024;

/** Cameras that are shown as they send their pictures are not among them. */
export const cameraLooks = z.strictObject({ looks: z.array(cameraLook).max(MAX_LOOKS) });

const requests = {
  'look.list': { in: nothing, out: cameraLooks, kiosk: true },
  /** @throws `storage.write-failed`. */
  'look.set': { in: cameraLook, out: done },
} as const satisfies RequestTable;

const events = {
  /** A window turned a picture: every window shows it so at once. */
  'looks.changed': event(cameraLooks),
} as const satisfies EventTable;

export const lookContract = { requests, events } as const;
