/** The outcome of one item of a change that asks a cloud for several items: one list for every area. */

/**
 * - `done`: the cloud reported success, or shows the change after an answer was lost.
 * - `refused`: the cloud reported a failure, or the client found the item wrong before anything was sent.
 * - `unknown`: the item was sent and no readable answer came. Nothing repeats it by itself.
 * - `notAsked`: nothing was sent for the item.
 */
export const OUTCOMES = ['done', 'refused', 'unknown', 'notAsked'] as const;
export type Outcome = (typeof OUTCOMES)[number];
