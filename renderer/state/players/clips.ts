/** Recordings of the streams on the wall, as main reports them, and the folder of clips and snapshots. */
import { create } from 'zustand';
import type { CaptureSettings, Clip } from '../../../preload/contract/clips.ts';
import { CLIP_LIMIT_MS } from '../../../preload/domain/exports/clips.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { on, request } from '../../page/bridge.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { textNow } from '../../i18n/i18n.ts';
import { copyText } from '../../page/copy-text.ts';
import { lengthText } from '../../ui/format.ts';
import { useDirectory } from '../cameras/directory.ts';
import { postFailure } from '../page/failure-notices.ts';
import { postNotice, type NoticeLink } from '../page/notices.ts';
import { channelsOf, useShown } from '../sequences/sequences-shown.ts';
import { useWalls } from '../walls/walls.ts';
import { markTile } from './tile-marks.ts';

interface ClipsState {
  /** Those that run. */
  readonly byChannel: Readonly<Record<ChannelId, Clip>>;
  readonly settings: CaptureSettings | null;
}

export const useClips = create<ClipsState>(() => ({ byChannel: {}, settings: null }));

export const selectClip =
  (id: ChannelId) =>
  (state: ClipsState): Clip | null =>
    state.byChannel[id] ?? null;

/** `117 Dock gate`, or the words for an unknown camera. */
export function cameraName(id: ChannelId): string {
  const channel = useDirectory.getState().view.byId.get(id);
  return channel === undefined ? textNow()('shell.unknownCamera') : `${channel.number} ${channel.name}`;
}

/** The way to a file: its folder where the host can show it, else its path. */
export function linkTo(fileId: string, path: string): NoticeLink {
  if (useClips.getState().settings?.canReveal === true) {
    return { kind: 'reveal', run: () => void request['clip.reveal']({ fileId }) };
  }
  const copy = async (): Promise<void> => postNotice((await copyText(path)) ? 'pathCopied' : 'copyRefused', { path });
  return { kind: 'copyPath', run: () => void copy() };
}

/** Starts a recording of what the camera's tile plays, or ends the one that runs. */
export async function toggleClip(channelId: ChannelId, profile: StreamProfile): Promise<void> {
  const running = useClips.getState().byChannel[channelId];
  if (running !== undefined) {
    await request['clip.stop']({ clipId: running.clipId, reason: 'stopped' });
    return;
  }
  const answer = await request['clip.start']({ channelId, profile });
  const name = cameraName(channelId);
  if (!answer.ok) return postFailure(answer.error, 'clipFailed', { name });
  apply(answer.value);
  const { startedAtMs, fromMs } = answer.value;
  postNotice('clipStarted', { name, seconds: Math.max(0, Math.round((startedAtMs - fromMs) / 1000)) });
}

/** Follows main and the walls until the returned function is called. */
export function followClips(): () => void {
  void request['clip.list']({}).then((answer) => {
    if (answer.ok) answer.value.forEach(apply);
  });
  void request['clip.settings']({}).then((answer) => {
    if (answer.ok) useClips.setState({ settings: answer.value });
  });
  const stops = [
    on('clip.changed', apply),
    on('clip.settings-changed', (settings) => useClips.setState({ settings })),
    useWalls.subscribe(endCleared),
    // Special tiles change to other cameras. Without any camera the live screen is not there, and nothing is known.
    useShown.subscribe(({ cameras }) =>
      Object.keys(cameras).length === 0 ? undefined : endCleared(useWalls.getState()),
    ),
  ];
  return () => stops.forEach((stop) => stop());
}

export async function setCaptureSettings(change: {
  readonly isSoundFollowing: boolean;
}): Promise<Awaited<ReturnType<(typeof request)['clip.set-settings']>>> {
  const answer = await request['clip.set-settings'](change);
  if (answer.ok) useClips.setState({ settings: answer.value });
  return answer;
}

/** A camera that no wall shows any more is not recorded further, because no operator would see that it is recorded. */
function endCleared({ walls }: { readonly walls: readonly Wall[] }): void {
  const clips = Object.values(useClips.getState().byChannel);
  if (clips.length === 0 || walls.length === 0) return;
  const shown = new Set(walls.flatMap((wall) => [...channelsOf(wall)]));
  for (const { clipId, channelId } of clips) {
    if (!shown.has(channelId)) void request['clip.stop']({ clipId, reason: 'cleared' });
  }
}

function apply(clip: Clip): void {
  useClips.setState(({ byChannel }) => {
    const { [clip.channelId]: before, ...others } = byChannel;
    if (clip.ended === null) return { byChannel: { ...byChannel, [clip.channelId]: clip } };
    return before?.clipId === clip.clipId ? { byChannel: others } : { byChannel };
  });
  if (clip.ended !== null) announce(clip, clip.ended);
}

function announce(clip: Clip, { reason, error }: NonNullable<Clip['ended']>): void {
  markTile(clip.channelId, reason === 'failed' ? 'failed' : 'clip');
  const name = cameraName(clip.channelId);
  const path = clip.parts[0]?.path ?? '';
  const length = lengthText(clip.parts.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0));
  const parts = clip.parts.length;
  const link = path === '' ? null : linkTo(clip.clipId, path);
  const post = (key: Parameters<typeof postNotice>[0], more: Record<string, string | number> = {}): void =>
    postNotice(key, { name, path, length, ...more }, null, link);
  if (reason === 'failed') {
    const { what, why, next } = error === null ? { what: '', why: '', next: '' } : errorWords(textNow(), error);
    return post(parts === 0 ? 'clipFailed' : 'clipFailedKept', { reason: what, why, next });
  }
  if (reason === 'cleared') return post('clipCleared');
  if (reason === 'limit') return post('clipLimit', { limit: lengthText(CLIP_LIMIT_MS) });
  post(parts > 1 ? 'clipSavedParts' : 'clipSaved', { parts });
}
