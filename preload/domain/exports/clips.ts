/** Clips and sound of a live stream, as both sides speak of them. */

/** The two ways in which ITU-T G.711 codes a sample in one byte: A-law and mu-law. */
export type G711Law = 'alaw' | 'ulaw';

/**
 * The sound track of a stream. Browsers do not decode `g711`, which many cameras send; MP4 players do. `unplayable`
 * names a format that neither of them decodes.
 */
export type SoundTrack =
  | { readonly kind: 'none' }
  | { readonly kind: 'aac' }
  | { readonly kind: 'g711'; readonly law: G711Law }
  | { readonly kind: 'unplayable'; readonly format: string };

/** A clip reaches back this far before the click. */
export const CLIP_LEAD_MS = 10_000;
/** A clip ends by itself after this long. */
export const CLIP_LIMIT_MS = 30 * 60_000;
/** An instant replay goes back this far. */
export const REPLAY_BACK_MS = 30_000;
