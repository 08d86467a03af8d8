/** How many key pictures a page shows: each is fetched, decoded and copied, which costs more than a picture of a video. */

/** Of one camera, in a second of the viewer's time, also where segments are short. */
const MOST_OF_ONE = 4;
/** Of all cameras: sixteen tiles cost no more than sixteen live ones. */
const MOST_OF_ALL = 16;

/** Key pictures of one camera in a second of the viewer's time. @param players that show key pictures now, 1 or more. */
export const picturesPerSec = (players: number): number =>
  Math.max(1, Math.min(MOST_OF_ONE, MOST_OF_ALL / Math.max(1, players)));
