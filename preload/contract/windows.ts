/** The windows of the client: which walls each shows, and further windows. */
import { z } from 'zod';
import { event, type EventTable } from './event.ts';
import type { RequestTable } from './request.ts';
import { done, nothing, sequenceId, wallId } from './shared.ts';

/** Identifies a window, also after a restart. The first one is `main`. */
export const windowKey = z.string().regex(/^[\w-]{1,64}$/);

export const windowState = z.strictObject({
  tabs: z.array(wallId).max(64),
  currentId: wallId.nullable(),
  /** The sequence of walls that runs in this window. */
  runningId: sequenceId.nullable(),
  /**
   * A wall alone on the screen, which cannot be changed. Opened by the command line (`start`), `wallId` is null when no wall
   * has the given name; opened by an operator (`window`), the wall may have been deleted since. `isNew` once, for a window
   * that was just opened.
   */
  kiosk: z
    .strictObject({
      name: z.string(),
      wallId: wallId.nullable(),
      openedBy: z.enum(['start', 'window']),
      isNew: z.boolean(),
    })
    .nullable(),
});
export type WindowState = z.infer<typeof windowState>;

const requests = {
  /** Of the window that asks. Null for a window that was never seen: it opens what it likes. */
  'window.state': { in: nothing, out: windowState.nullable(), kiosk: true },
  'window.keep': {
    in: z.strictObject({ tabs: z.array(wallId).max(64), currentId: wallId.nullable() }),
    out: done,
    kiosk: true,
  },
  /**
   * Shows a wall in a window of its own; with `isKiosk` alone on the screen, where nothing can be changed. `launchUrl` is
   * set where the page has to open it itself.
   */
  'window.open': {
    in: z.strictObject({ wallId, isKiosk: z.boolean().optional() }),
    out: z.strictObject({ launchUrl: z.string().nullable() }),
  },
  /** How many windows there are, this one included. */
  'window.count': { in: nothing, out: z.strictObject({ count: z.number().int() }), kiosk: true },
} as const satisfies RequestTable;

const events = {
  /** To one window: whether the user can see it. `isSeen` false closes its streams. */
  'window.sight-changed': event(z.strictObject({ isSeen: z.boolean() })),
} as const satisfies EventTable;

export const windowContract = { requests, events } as const;
