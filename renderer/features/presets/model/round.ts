/**
 * Rounds that this window makes itself, preset by preset, over the line that clicks on presets use: trying the legs of a track
 * once, and a tour where a cloud has no tracks. Any hand on the camera ends the one and pauses the other. One round at a time;
 * it ends with the window, because nobody else knows of it.
 */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { PRESET_ARRIVAL_MS } from '../../../../preload/domain/ptz/presets.ts';
import { request } from '../../../page/bridge.ts';
import { stopPtz, usePtz } from '../../../state/players/ptz.ts';

export interface Round {
  readonly channelId: ChannelId;
  /** `try`: once over the stops. `tour`: again and again. */
  readonly kind: 'try' | 'tour';
  /** Numbers of presets in their order. */
  readonly stops: readonly number[];
  readonly staySec: number;
  /** The stop that the camera goes to or stays at, counted from 0. */
  readonly at: number;
  readonly phase: 'going' | 'staying' | 'paused';
}

interface Rounds {
  readonly round: Round | null;
  /** Why the last round ended before its end. */
  readonly ended: { readonly channelId: ChannelId; readonly by: 'hand' | WireError | CutTour } | null;
}

/** A tour of an earlier run of the client, which ended with that run. */
export interface CutTour {
  readonly begunAtMs: number;
}

export const useRound = create<Rounds>(() => ({ round: null, ended: null }));

/** No cloud reports an arrival: a camera that is tried gets as long as one that is renamed. */
export const TRY_STAY_SEC = PRESET_ARRIVAL_MS / 1000;

/** Counts the beginnings and ends: an answer that belongs to an earlier one is left out. */
let turn = 0;
let staying: ReturnType<typeof setTimeout> | undefined;

const patch = (change: Partial<Round>): void =>
  useRound.setState(({ round }) => (round === null ? {} : { round: { ...round, ...change } }));

export function startRound(given: Pick<Round, 'channelId' | 'kind' | 'stops' | 'staySec'>): void {
  if (given.stops.length === 0) return;
  useRound.setState({ round: { ...given, at: 0, phase: 'going' }, ended: null });
  void go();
}

export function resumeRound(): void {
  if (useRound.getState().round?.phase === 'paused') void go();
}

export function pauseRound(): void {
  halt();
  patch({ phase: 'paused' });
}

/** Ends the round; a camera on its way is stopped where its controls are open in this window. */
export function endRound(): void {
  const { round } = useRound.getState();
  halt();
  useRound.setState({ round: null });
  if (round?.phase === 'going' && usePtz.getState().steered?.channelId === round.channelId) stopPtz();
}

function halt(): void {
  turn += 1;
  clearTimeout(staying);
}

function onHand(): void {
  const { round } = useRound.getState();
  if (round === null || round.phase === 'paused') return;
  if (round.kind === 'tour') return pauseRound();
  halt();
  useRound.setState({ round: null, ended: { channelId: round.channelId, by: 'hand' } });
}

async function go(): Promise<void> {
  halt();
  const mine = turn;
  patch({ phase: 'going' });
  const { round } = useRound.getState();
  const index = round?.stops[round.at];
  if (round === null || index === undefined) return;
  const answer = await request['presets.goTo']({ channelId: round.channelId, index });
  if (mine !== turn) return;
  // A newer command to the camera came first, from whatever window.
  if (!answer.ok && answer.error.code === 'cancelled') return onHand();
  if (!answer.ok) {
    halt();
    return useRound.setState({ round: null, ended: { channelId: round.channelId, by: answer.error } });
  }
  patch({ phase: 'staying' });
  staying = setTimeout(next, round.staySec * 1000);
}

function next(): void {
  const { round } = useRound.getState();
  if (round === null) return;
  const at = round.at + 1;
  if (at >= round.stops.length && round.kind === 'try') return useRound.setState({ round: null });
  patch({ at: at % round.stops.length });
  void go();
}

/** Hands on the camera of the round, in this window and in others. @returns ends it, and the round. */
export function followRound(): () => void {
  const end = usePtz.subscribe(({ hand, state }, before) => {
    const channelId = useRound.getState().round?.channelId;
    if (channelId === undefined) return;
    const isTouched = hand !== before.hand && hand?.channelId === channelId;
    const isMoved = state?.channelId === channelId && state.phase === 'moving' && before.state?.phase !== 'moving';
    if (isTouched || isMoved) onHand();
  });
  return () => {
    end();
    halt();
    useRound.setState({ round: null, ended: null });
  };
}
