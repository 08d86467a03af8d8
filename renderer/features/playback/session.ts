/**
 * The review session of this window: the cameras, where their recordings lie, and the moment. The cameras and the
 * moment are kept as a preference, so that a window begins with them after a restart.
 */
import { create } from 'zustand';
import type { Preferences } from '../../../preload/contract/app.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import { MAX_PLAYBACK_CAMERAS, type PlaybackCamera } from '../../../preload/domain/preferences.ts';
import type { RecordingPlace } from '../../../preload/domain/recording/recordings.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { isKiosk, useKiosk } from '../../state/page/kiosk.ts';
import { setPreferences, usePreferences } from '../../state/page/preferences.ts';

/** Where the recordings of a camera are: at a cloud, on a device, or in files that the operator opened in this window. */
export type CameraPlace = RecordingPlace | 'files';

/** A camera of playback, or files that stand like one. */
export interface SessionCamera {
  readonly channelId: ChannelId;
  readonly place: CameraPlace;
}

/** Files are known to this window alone: nothing is asked of main for them. */
export const isRecorded = (camera: SessionCamera): camera is PlaybackCamera => camera.place !== 'files';

interface PlaybackSession {
  /** At most `MAX_PLAYBACK_CAMERAS`, each once, in the order of the tiles. */
  readonly cameras: readonly SessionCamera[];
  readonly selectedId: ChannelId | null;
  /** Cameras that played their main stream when the tiles became small. They keep it: a further camera re-opens nobody. */
  readonly mainIds: readonly ChannelId[];
  /** The camera that fills the stage; null while all cameras show. */
  readonly enlargedId: ChannelId | null;
  /** The moment that was shown last, epoch ms; null before one was chosen. */
  readonly atMs: number | null;
}

export const useSession = create<PlaybackSession>(() => ({
  cameras: [],
  selectedId: null,
  mainIds: [],
  enlargedId: null,
  atMs: null,
}));

/** With more tiles than this the sub stream is asked for: the tiles are small, and the main streams of all too much to decode. */
const MOST_MAIN = 4;

/** The stream that the number of tiles asks for. A camera that plays its main stream keeps it. */
export function streamByTiles(id: ChannelId, { cameras, mainIds, enlargedId }: PlaybackSession): StreamProfile {
  return cameras.length <= MOST_MAIN || enlargedId !== null || mainIds.includes(id) ? 'main' : 'sub';
}

export const selectCamera = (id: ChannelId): void => useSession.setState({ selectedId: id });

/** Lets one camera fill the stage, or shows all again. */
export const toggleEnlarged = (id: ChannelId): void =>
  useSession.setState(({ enlargedId }) => ({ selectedId: id, enlargedId: enlargedId === id ? null : id }));

/** Selects the camera `by` places away. @returns false at the end. */
export function selectNext(by: -1 | 1): boolean {
  const { cameras, selectedId, enlargedId } = useSession.getState();
  const at = cameras.findIndex(({ channelId }) => channelId === selectedId);
  const next = cameras[at + by]?.channelId;
  if (next !== undefined) useSession.setState({ selectedId: next, enlargedId: enlargedId === null ? null : next });
  return next !== undefined;
}

export const isFull = ({ cameras }: PlaybackSession): boolean => cameras.length >= MAX_PLAYBACK_CAMERAS;

/** Where recordings of a camera are looked for first: in the cloud, unless only the device records. */
function usualPlace(channelId: ChannelId): RecordingPlace {
  const can = useDirectory.getState().view.byId.get(channelId)?.capabilities ?? [];
  return can.includes('device-record') && !can.includes('cloud-record') ? 'device' : 'cloud';
}

/**
 * Adds a camera and selects it; a camera that is there already is only selected.
 *
 * @param place of its recordings; absent: where they are usually. @returns false where no further camera has room.
 */
export function addCamera(channelId: ChannelId, place: CameraPlace = usualPlace(channelId)): boolean {
  const { cameras, mainIds: before } = useSession.getState();
  const isThere = cameras.some((camera) => camera.channelId === channelId);
  if (!isThere && isFull(useSession.getState())) return false;
  if (isThere) selectCamera(channelId);
  else {
    const mainIds = cameras.length <= MOST_MAIN ? cameras.map((camera) => camera.channelId) : before;
    change({ cameras: [...cameras, { channelId, place }], selectedId: channelId, mainIds });
  }
  return true;
}

/** A camera with its recordings where they are usually. */
export const usualCamera = (channelId: ChannelId): SessionCamera => ({ channelId, place: usualPlace(channelId) });

/** Takes the place of all cameras; the first one is selected. @param cameras at most `MAX_PLAYBACK_CAMERAS`. */
export function setCameras(cameras: readonly SessionCamera[]): void {
  useSession.setState({ enlargedId: null, mainIds: [] });
  change({ cameras, selectedId: cameras[0]?.channelId ?? null });
}

export function removeCamera(channelId: ChannelId): void {
  const { cameras, selectedId, enlargedId, mainIds } = useSession.getState();
  const at = cameras.findIndex((camera) => camera.channelId === channelId);
  const left = cameras.filter((camera) => camera.channelId !== channelId);
  const next = left[Math.min(at, left.length - 1)]?.channelId ?? null;
  change({
    cameras: left,
    mainIds: mainIds.filter((id) => id !== channelId),
    selectedId: selectedId === channelId ? next : selectedId,
    enlargedId: enlargedId === channelId ? null : enlargedId,
  });
}

export function setPlace(channelId: ChannelId, place: RecordingPlace): void {
  const { cameras } = useSession.getState();
  change({ cameras: cameras.map((camera) => (camera.channelId === channelId ? { channelId, place } : camera)) });
}

/** The moment that shows now; it is kept by `saveMoment`, not by every picture. */
export function showMoment(atMs: number): void {
  if (useSession.getState().atMs !== atMs) useSession.setState({ atMs });
}

export const saveMoment = (): void => change({});

function change(session: Partial<PlaybackSession>): void {
  useSession.setState(session);
  const { cameras, atMs } = useSession.getState();
  void setPreferences({
    playback: { cameras: cameras.filter(isRecorded), atMs: atMs === null ? null : Math.floor(atMs) },
  });
}

/** The content that a window begins with. */
export type Begun = Pick<PlaybackSession, 'cameras' | 'atMs'> & Partial<Pick<PlaybackSession, 'enlargedId'>>;

/**
 * Begins with the cameras of the last run as soon as they are known.
 *
 * @param begin what the window begins with. @returns ends it.
 */
export function followSession(begin: (kept: Preferences) => Begun = ({ playback }) => playback): () => void {
  let isTaken = false;
  // A kiosk has no review session. The page may learn that it is a kiosk after it has read the preferences.
  const stopKiosk = useKiosk.subscribe(({ kiosk }, before) => {
    if (kiosk !== null && before.kiosk === null) useSession.setState(useSession.getInitialState());
  });
  const stop = usePreferences.subscribe((kept) => {
    if (isTaken || kept.info === null || isKiosk()) return;
    isTaken = true;
    const { cameras } = useSession.getState();
    if (cameras.length > 0) return;
    const begun = begin(kept);
    useSession.setState({ ...begun, selectedId: begun.enlargedId ?? begun.cameras[0]?.channelId ?? null });
  });
  return () => {
    stop();
    stopKiosk();
  };
}
