/** The state of playback's players, for the tiles and the bar. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { ClockedPhase } from '../../../media/playback/clock/clocked-player.ts';
import type { KeysShow } from '../../../media/playback/key-pictures/key-player.ts';
import type { PastPlayerState } from '../../../media/playback/past-setup.ts';
import type { ClockState, WaitRule } from '../../../media/playback/clock/playback-clock.ts';

/** The state of one camera's player. */
export interface Standing {
  readonly phase: ClockedPhase;
  readonly state: PastPlayerState;
  /** How key pictures are shown; null while all pictures are. */
  readonly keys: KeysShow | null;
  /** How fast the recording plays, times the normal speed; null where that is as asked, and before enough was seen. A device's always. */
  readonly measuredRate: number | null;
  /** By how much the picture is ahead of the common moment, ms; null in step, alone on the clock, and before enough was seen. */
  readonly syncErrorMs: number | null;
  /** The moment of the picture, epoch ms; null without a picture. */
  readonly atMs: number | null;
  /** False: the camera stands apart from the clock, on a picture of its own. */
  readonly isSynced: boolean;
  /** By how much the clock of the recording is ahead of the other cameras, ms, set by eye; null: not set. */
  readonly offsetMs: number | null;
}

export interface PlayBarState extends Pick<ClockState, 'isPlaying' | 'rate'> {
  /** The cameras that the clock waits for. */
  readonly waitingFor: readonly ChannelId[];
  /** The rates at which every camera can play. */
  readonly rates: readonly number[];
  readonly skipsGaps: boolean;
  readonly waitRule: WaitRule;
  /** Where the part begins that is played again and again, and where it ends, epoch ms; null: not set. */
  readonly loopFromMs: number | null;
  readonly loopToMs: number | null;
  readonly standings: Readonly<Record<ChannelId, Standing>>;
}

export const NOTHING_PLAYS: PlayBarState = {
  isPlaying: false,
  rate: 1,
  waitingFor: [],
  rates: [1],
  skipsGaps: false,
  standings: {},
  waitRule: 'all',
  loopFromMs: null,
  loopToMs: null,
};

/** Whether a tile would say the same of both. */
export const isSameStanding = (a: Standing, b: Standing): boolean =>
  a.phase === b.phase &&
  a.keys === b.keys &&
  a.measuredRate === b.measuredRate &&
  a.syncErrorMs === b.syncErrorMs &&
  a.atMs === b.atMs &&
  a.isSynced === b.isSynced &&
  a.offsetMs === b.offsetMs &&
  isSameState(a.state, b.state);

function isSameState(a: PastPlayerState, b: PastPlayerState): boolean {
  if (a.phase === 'reconnecting' && b.phase === 'reconnecting') return a.nextAtMs === b.nextAtMs;
  if (a.phase === 'gap' && b.phase === 'gap') return a.untilMs === b.untilMs && a.isRefused === b.isRefused;
  if (a.phase === 'failed' && b.phase === 'failed') return a.error === b.error;
  return a.phase === b.phase;
}
