/** The speeds of playback. */

/**
 * The fastest rate at which the video shows. Decoders of usual computers end between two and four times; faster playback, and
 * playback backwards, shows pictures that the gateway picks.
 */
export const FASTEST_ELEMENT_RATE = 4;

/** Forward, from slow to fast. */
export const RATES: readonly number[] = [1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16];

/** Backwards, from slow to fast. No decoder runs backwards: groups of pictures are decoded first, or key pictures show. */
export const BACKWARD_RATES: readonly number[] = [-1, -2, -4, -8, -16];

/** Whether a recording plays by key pictures only at this rate; a device that plays fast by itself is no recording of these. */
export const isByKeyPictures = (rate: number): boolean => rate < 0 || rate > FASTEST_ELEMENT_RATE;
