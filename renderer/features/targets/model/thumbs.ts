/** Pictures of the rows in sight, from the memory of main. Few are held, and none after the list or its account is left. */
import { create } from 'zustand';
import { request } from '../../../page/bridge.ts';
import type { Place } from './place.ts';

/** Some screens full of rows. */
const MAX_THUMBS = 150;

/** `data:` addresses by the id of the target; null for a target without a picture that can be shown. */
type Thumbs = ReadonlyMap<string, string | null>;

export const useThumbs = create<{ readonly thumbs: Thumbs }>(() => ({ thumbs: new Map() }));

interface Wish {
  readonly place: Place;
  readonly targetId: string;
}

/** The pictures that are asked for now, and for which opening of a list. */
let asking = new Set<string>();
/** Each is a call to the cloud: they are asked for one after the other. */
let waiting: Wish[] = [];
let isCalling = false;

/**
 * Asks for the picture of a row in sight. One that cannot be read is asked for again when its row comes back; the inspector says
 * why.
 *
 * @param isCall the picture is a call to the cloud of its own, which waits for those before it.
 * @returns the row is out of sight: a picture that still waits is not asked for.
 */
export function wantThumb(place: Place, targetId: string, isCall: boolean): () => void {
  if (!isCall) {
    void askThumb({ place, targetId });
    return () => {};
  }
  const wish = { place, targetId };
  waiting.push(wish);
  void callAll();
  return () => {
    waiting = waiting.filter((one) => one !== wish);
  };
}

async function callAll(): Promise<void> {
  if (isCalling) return;
  isCalling = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await askThumb(next);
  isCalling = false;
}

async function askThumb({ place, targetId }: Wish): Promise<void> {
  if (asking.has(targetId) || useThumbs.getState().thumbs.has(targetId)) return;
  const ofList = asking;
  ofList.add(targetId);
  const answer = await request['targets.picture']({ ...place, targetId });
  ofList.delete(targetId);
  if (ofList !== asking || !answer.ok) return;
  const thumbs = new Map(useThumbs.getState().thumbs);
  thumbs.set(targetId, answer.value.data);
  const [oldest] = thumbs.keys();
  if (thumbs.size > MAX_THUMBS && oldest !== undefined) thumbs.delete(oldest);
  useThumbs.setState({ thumbs });
}

/** The picture may be another one now. */
export function dropThumb(targetId: string): void {
  const thumbs = new Map(useThumbs.getState().thumbs);
  if (thumbs.delete(targetId)) useThumbs.setState({ thumbs });
}

export function forgetThumbs(): void {
  asking = new Set();
  waiting = [];
  useThumbs.setState({ thumbs: new Map() });
}
