/**
 * The one camera whose sound is heard. Every other camera is mute, and nothing is heard before the operator asks for
 * it.
 */
import { create } from 'zustand';
import type { ChannelId, LeaseId } from '../../../../preload/domain/ids.ts';
import type { LocalTransport, StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { request } from '../../../page/bridge.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { textNow } from '../../../i18n/i18n.ts';
import type { ListeningEvents, ListeningPlayer } from '../../../media/sound/listening-player.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { channelOfSlot, slotOf } from '../../../media/slot-key.ts';
import { cameraName, useClips } from '../../../state/players/clips.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { usePlayers } from '../../../state/players/players.ts';
import { useTileViews } from '../../../state/players/tile-views.ts';
import { camerasOn, channelsOf, useShown } from '../../../state/sequences/sequences-shown.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';

/**
 * Two states are of replays alone. `undecodable`: this computer cannot decode or play the sound. `unheard`: no sound was
 * played; whether there is any is not known.
 */
export type ListeningPhase =
  | { readonly kind: 'opening' | 'playing' | 'silent' | 'undecodable' | 'unheard' }
  | { readonly kind: 'unplayable'; readonly format: string }
  | { readonly kind: 'failed'; readonly reason: string };

interface ListeningState {
  readonly channelId: ChannelId | null;
  readonly phase: ListeningPhase;
}

export const useListening = create<ListeningState>(() => ({ channelId: null, phase: { kind: 'opening' } }));

const AGAIN_AFTER_MS = 2_000;
/** How often a camera that sends no sound is looked at again. */
const SILENT_AGAIN_MS = 5_000;

let player: Pick<ListeningPlayer, 'dispose'> | null = null;
let leaseId: LeaseId | null = null;
let profile: StreamProfile | null = null;
/** The transport of the picture when the sound was opened. */
let transport: LocalTransport | null = null;
/** The camera of which it was said that it has no sound to hear: said once, however often its stream changes. */
let toldSilent: ChannelId | null = null;
let again: ReturnType<typeof setTimeout> | undefined;
/** Raised when the wait for an answer ends, so that a late answer is ignored. */
let generation = 0;

/** Hears this camera, or nothing when it is heard already. */
export function toggleListening(channelId: ChannelId): void {
  if (useListening.getState().channelId === channelId) return muteAll();
  listen(channelId);
}

export function muteAll(): void {
  if (useListening.getState().channelId === null) return;
  close();
  toldSilent = null;
  useListening.setState({ channelId: null });
  postNotice('muted');
}

/**
 * Follows the wall: the sound ends with its tile, changes with its stream, and follows the selection if the operator
 * wants that.
 */
export function followListening(): () => void {
  const stops = [
    useWalls.subscribe((state, before) => {
      const { channelId } = useListening.getState();
      if (channelId === null) return;
      const wall = selectWall(state);
      const isFollowing = useClips.getState().settings?.isSoundFollowing === true;
      const chosen = (wall && camerasOn(wall)[state.selectedTile ?? -1]?.channelId) ?? null;
      if (
        isFollowing &&
        state.selectedTile !== before.selectedTile &&
        chosen !== null &&
        chosen !== channelId &&
        !isCovered(chosen)
      ) {
        listen(chosen);
      } else endUnseen();
    }),
    // Tiles that choose their camera by themselves change to other cameras.
    useShown.subscribe(endUnseen),
    useTileViews.subscribe(endUnseen),
    usePlayers.subscribe(({ bySlot }) => {
      const { channelId } = useListening.getState();
      if (channelId === null || profile === null) return;
      const now = bySlot[slotWith(channelId)];
      const isOther = now?.statistics.transport !== transport && now?.statistics.transport !== null;
      if (now !== undefined && (now.profile !== profile || isOther)) listen(channelId);
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    close();
    useListening.setState({ channelId: null });
  };
}

/**
 * A camera that the wall no longer shows, or whose picture a replay covers, becomes silent: the operator could not know which
 * picture the sound belongs to.
 */
function endUnseen(): void {
  const { channelId } = useListening.getState();
  const wall = selectWall(useWalls.getState());
  if (channelId === null) return;
  if (wall === null || !channelsOf(wall).has(channelId) || isCovered(channelId)) muteAll();
}

/** Whether the tile of the camera shows a replay: the sound of now would not be that of its picture. */
const isCovered = (channelId: ChannelId): boolean => useTileViews.getState().replays[slotWith(channelId)] !== undefined;

/** The slot in which the camera plays: on its own tile, else on a tile that chose the camera by itself. */
function slotWith(channelId: ChannelId): SlotKey {
  const own = slotOf(channelId, 0);
  const { bySlot } = usePlayers.getState();
  if (bySlot[own] !== undefined) return own;
  const keys = Object.keys(bySlot) as SlotKey[];
  return keys.find((key) => channelOfSlot(key) === channelId) ?? own;
}

function listen(channelId: ChannelId): void {
  close();
  useListening.setState({ channelId, phase: { kind: 'opening' } });
  void open(channelId, ++generation);
}

async function open(channelId: ChannelId, mine: number): Promise<void> {
  const key = slotWith(channelId);
  const shown = usePlayers.getState().bySlot[key];
  profile = shown?.profile ?? 'sub';
  transport = shown?.statistics.transport ?? null;
  const isLate = (): boolean => mine !== generation;
  const stream = { channelId, profile };
  const sound = await request['clip.sound'](stream);
  if (isLate()) return;
  const name = cameraName(channelId);
  if (!sound.ok) {
    const { what, why } = errorWords(textNow(), sound.error);
    const isUnreadable = sound.error.code === 'media.no-past';
    return fail(channelId, isUnreadable ? why : what, !isUnreadable);
  }
  if (sound.value.kind === 'none') {
    useListening.setState({ phase: { kind: 'silent' } });
    if (toldSilent !== channelId) postNotice('soundNone', { name });
    toldSilent = channelId;
    // A microphone may be switched on at any time.
    again = setTimeout(() => void open(channelId, mine), SILENT_AGAIN_MS);
    return;
  }
  if (sound.value.kind === 'unplayable') {
    const { format } = sound.value;
    useListening.setState({ phase: { kind: 'unplayable', format } });
    if (toldSilent !== channelId) postNotice('soundUnplayable', { name, format });
    toldSilent = channelId;
    return;
  }
  if (transport === 'hls') {
    const listenToTile = await (sound.value.kind === 'g711' ? loadSegmentG711() : loadTileSound());
    if (isLate()) return;
    player = listenToTile(key, { onPlaying: () => useListening.setState({ phase: { kind: 'playing' } }) });
    return;
  }
  const ticket = await request['live.open'](stream);
  if (!ticket.ok) return isLate() ? undefined : fail(channelId, errorWords(textNow(), ticket.error).what, true);
  const listenTo = await (sound.value.kind === 'g711' ? loadG711() : loadAac());
  if (isLate()) return void request['live.close']({ leaseId: ticket.value.leaseId });
  leaseId = ticket.value.leaseId;
  const events: ListeningEvents = {
    onPlaying: () => useListening.setState({ phase: { kind: 'playing' } }),
    onLost: () => retry(channelId),
  };
  player = listenTo(ticket.value.url, events, key);
}

type Listen = (url: string, events: ListeningEvents, key: SlotKey) => Pick<ListeningPlayer, 'dispose'>;

async function loadAac(): Promise<Listen> {
  const { ListeningPlayer: Player } = await import('../../../media/sound/listening-player.ts');
  return (url, events) => new Player(url, events);
}

async function loadG711(): Promise<Listen> {
  const { TileG711 } = await import('../../../media/sound/tile-g711.ts');
  return (url, events, key) => new TileG711(url, events, key);
}

type ListenToTile = (key: SlotKey, events: Pick<ListeningEvents, 'onPlaying'>) => Pick<ListeningPlayer, 'dispose'>;

async function loadTileSound(): Promise<ListenToTile> {
  const { TileSound } = await import('../../../media/sound/tile-sound.ts');
  return (key, events) => new TileSound(key, events);
}

async function loadSegmentG711(): Promise<ListenToTile> {
  const { SegmentG711 } = await import('../../../media/sound/tile-g711.ts');
  return (key, events) => new SegmentG711(key, events);
}

function fail(channelId: ChannelId, reason: string, isWorthAnother: boolean): void {
  const { phase } = useListening.getState();
  if (phase.kind !== 'failed') postNotice('soundFailed', { name: cameraName(channelId), reason });
  useListening.setState({ phase: { kind: 'failed', reason } });
  if (isWorthAnother) retry(channelId);
}

function retry(channelId: ChannelId): void {
  close();
  const mine = ++generation;
  again = setTimeout(() => void open(channelId, mine), AGAIN_AFTER_MS);
}

function close(): void {
  generation++;
  clearTimeout(again);
  player?.dispose();
  player = null;
  if (leaseId !== null) void request['live.close']({ leaseId });
  leaseId = null;
}
