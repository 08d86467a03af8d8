/** Pictures of the rows in sight, from the memory of main. Few are held, and none after the list or its account is left. */
import { create } from 'zustand';
import { request } from '../../../page/bridge.ts';
import type { Place } from './place.ts';

/** Some screens full of rows. */
const MAX_THUMBS = 150;

/** `data:` addresses by the id of the target; null for a target without a picture that can be shown. */
type Thumbs = ReadonlyMap<string, string | null>;

export const useThumbs = create<{ readonly thumbs: Thumbs }>(() => ({ thumbs: new Map() }));

/** What is asked now, and for which opening of a list. */
let asking = new Set<string>();

/** Asks for a picture. One that cannot be read is asked for again when its row comes back; the inspector says why. */
export async function askThumb(place: Place, targetId: string): Promise<void> {
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
  useThumbs.setState({ thumbs: new Map() });
}
