/** Clips and sound of a live stream, as both sides speak of them. */

/**
 * What the stream carries for the ear. `unplayable` names a format that browsers do not decode and MP4 players do not
 * expect, such as the G.711 of many cameras.
 */
export type SoundTrack =
  { readonly kind: 'none' } | { readonly kind: 'aac' } | { readonly kind: 'unplayable'; readonly format: string };

/** A clip reaches back this far before the click. */
export const CLIP_LEAD_MS = 10_000;
/** A clip ends by itself after this long. */
export const CLIP_LIMIT_MS = 30 * 60_000;
/** An instant replay goes back this far. */
export const REPLAY_BACK_MS = 30_000;
