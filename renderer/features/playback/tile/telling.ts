/**
 * Decides what a tile of playback says: from the player first, and from the lists second. A decoded picture of the moment is never
 * covered, whatever a list says; and a list that is missing never hides that a picture comes.
 */
import type { KeysShow } from '../../../media/playback/key-pictures/key-player.ts';
import type { PastPlayerState } from '../../../media/playback/past-setup.ts';
import type { MomentState } from '../recordings/moment-state.ts';
import type { Standing } from '../recordings/standing.ts';

export type KeysReason = Exclude<KeysShow, 'all' | 'picture' | 'loading'>;

export type Telling =
  | { readonly kind: 'picture' }
  /** The picture before stays, dimmed, until the picture of the moment comes. */
  | { readonly kind: 'late' }
  /** Why no key picture shows at a speed at which nothing else can show. */
  | { readonly kind: 'keys'; readonly keys: KeysReason }
  | { readonly kind: 'player'; readonly state: PastPlayerState }
  /** The cloud was asked for the footage of the moment, and gave none, although no list says that there is none. */
  | { readonly kind: 'not-given'; readonly list: PlayableState }
  | { readonly kind: 'list'; readonly state: MomentState };

/** The lists do not speak against a picture: the player is the one who knows. */
const PLAYABLE = ['recorded', 'unlisted', 'unknown', 'failed', 'asking'] as const;
export type PlayableState = (typeof PLAYABLE)[number];

const isPlayable = (state: MomentState): state is PlayableState => (PLAYABLE as readonly MomentState[]).includes(state);

/** A picture so near to a moment is the picture of the moment. */
const OF_MOMENT_MS = 1_000;

export interface PlayerFacts {
  readonly standing: Pick<Standing, 'phase' | 'state' | 'keys' | 'atMs'> | null;
  /** The element or the canvas still has a picture. */
  readonly hasFrame: boolean;
}

/**
 * @param player null before a moment was chosen.
 * @param list what the lists say of the moment.
 * @param ownMs the moment of the recording that has to show, epoch ms.
 */
export function tell(player: PlayerFacts | null, list: MomentState, ownMs: number | null): Telling {
  const ofList: Telling = { kind: 'list', state: list };
  if (player === null) return ofList;
  const { standing, hasFrame } = player;
  if (standing !== null && isDecoded(standing) && (isPlayable(list) || isNear(standing.atMs, ownMs)))
    return { kind: 'picture' };
  if (!isPlayable(list)) return ofList;
  if (standing === null) return { kind: 'player', state: { phase: 'opening' } };
  const { state, keys } = standing;
  if (keys !== null && isReason(keys)) return { kind: 'keys', keys };
  if (state.phase === 'failed' && state.error.code === 'recording.none') return { kind: 'not-given', list };
  const isOnItsWay = state.phase === 'loading' || state.phase === 'opening' || keys === 'loading';
  return isOnItsWay && hasFrame ? { kind: 'late' } : { kind: 'player', state };
}

/** Whether a decoded picture stands in the tile, for which the clock has no other order. */
const isDecoded = ({ keys, phase }: Pick<Standing, 'keys' | 'phase'>): boolean =>
  keys === null ? phase === 'ready' : keys === 'picture' || keys === 'all';

const isNear = (atMs: number | null, ownMs: number | null): boolean =>
  atMs !== null && ownMs !== null && Math.abs(atMs - ownMs) <= OF_MOMENT_MS;

const isReason = (keys: KeysShow): keys is KeysReason => !['all', 'picture', 'loading'].includes(keys);
