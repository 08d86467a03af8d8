/** Snapshots: a PNG of a tile or of the wall, to a file and to the clipboard. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { localError, request } from '../../../page/bridge.ts';
import { textNow } from '../../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { cameraName, linkTo } from '../../../state/players/clips.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { markTile } from '../../../state/players/tile-marks.ts';
import { usePlayers } from '../../../state/players/players.ts';
import { camerasOn } from '../../../state/sequences/sequences-shown.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { stampText, secondsText } from '../../../ui/format.ts';
import { drawPicture, drawWall, type Caption, type WallPiece } from './snapshot-draw.ts';
import type { TileTarget } from '../base/tile-target.ts';
import { lookWords } from '../picture/look-words.ts';
import { selectLook, useTileViews } from '../picture/tile-views.ts';
import { tileElement, videoOf } from '../picture/tile-video.ts';

/** The cloud of a camera: the account's name and the vendor's sign. */
function cloudName(channelId: ChannelId): string {
  const channel = useDirectory.getState().view.byId.get(channelId);
  const account = selectAccount(channel?.accountId ?? null)(useAccounts.getState());
  return account === undefined ? '' : `${account.label} (${VENDOR_CODES[account.vendor]})`;
}

function captionOf({ channelId, slotKey }: TileTarget, video: HTMLVideoElement, nowMs: number): Caption {
  const t = textNow();
  const replay = useTileViews.getState().replays[slotKey];
  const player = usePlayers.getState().bySlot[slotKey];
  const lagMs = player?.statistics.latencyMs ?? null;
  const liveAtMs = lagMs === null ? null : nowMs - lagMs;
  const receivedAtMs = replay === undefined ? liveAtMs : replay.fromMs + video.currentTime * 1000;
  const profile = (replay ?? player)?.profile;
  const stream = profile === undefined ? '' : `${t(`live.tile.${profile}Long`)} `;
  const notes = [
    cloudName(channelId),
    `${stream}${video.videoWidth}×${video.videoHeight}`,
    replay === undefined ? null : t('live.tools.caption.replayed'),
    receivedAtMs === null ? null : t('live.tools.caption.captured', { time: stampText(nowMs) }),
    replay === undefined && lagMs !== null ? t('live.tools.caption.delay', { seconds: secondsText(lagMs) }) : null,
    lookWords(t, selectLook(channelId)(useTileViews.getState())),
  ];
  const below = notes.filter((note) => note !== null && note !== '').join(' · ');
  const right =
    receivedAtMs === null
      ? t('live.tools.caption.taken', { time: stampText(nowMs) })
      : t('live.tools.caption.received', { time: stampText(receivedAtMs) });
  return { left: cameraName(channelId), right, below };
}

/** Takes the picture of a tile: the whole picture, whatever part the tile shows, turned as it is seen. */
export async function takeSnapshot(target: TileTarget): Promise<void> {
  const video = videoOf(tileElement(target.tile));
  if (video === null) return postNotice('noPicture');
  const nowMs = Date.now();
  const look = selectLook(target.channelId)(useTileViews.getState());
  const draw = (): HTMLCanvasElement => drawPicture(video, look, captionOf(target, video, nowMs));
  const { channelId } = target;
  markTile(channelId, 'saving');
  const isSaved = await keep(draw, { channelId, wallName: '', atMs: nowMs }, cameraName(channelId));
  markTile(channelId, isSaved ? 'snapshot' : 'failed');
}

/** Takes the wall with all its tiles. */
export async function takeWallSnapshot(): Promise<void> {
  const wall = selectWall(useWalls.getState());
  const grid = document.querySelector('.lv-wall');
  if (wall === null || grid === null) return;
  const nowMs = Date.now();
  const pieces = piecesOf(wall, grid);
  const caption = {
    left: wall.name,
    right: textNow()('live.tools.caption.taken', { time: stampText(nowMs) }),
    below: textNow()('live.tools.caption.cameras', { count: pieces.length }),
  };
  const draw = (): HTMLCanvasElement =>
    drawWall(pieces, grid.getBoundingClientRect(), Math.max(1, window.devicePixelRatio), caption);
  await keep(draw, { channelId: null, wallName: wall.name, atMs: nowMs }, wall.name);
}

/** The tiles with a camera that are seen. */
function piecesOf(wall: Wall, grid: Element): readonly WallPiece[] {
  const t = textNow();
  const cameras = camerasOn(wall);
  const maximised = useWalls.getState().maximisedTile;
  return [...grid.querySelectorAll<HTMLElement>('[data-tile]')].flatMap((element) => {
    const tile = Number(element.dataset['tile']);
    const channelId = cameras[tile]?.channelId ?? null;
    if (channelId === null || (maximised !== null && maximised !== tile)) return [];
    const replay = element.querySelector('.lv-replay-time')?.textContent;
    const state = replay
      ? `${t('live.tools.replay.title')} ${replay}`
      : element.querySelector('.lv-words')?.textContent;
    const box = element.getBoundingClientRect();
    const look = selectLook(channelId)(useTileViews.getState());
    return [{ video: videoOf(element), look, name: cameraName(channelId), state: state ?? '', box }];
  });
}

interface Place {
  readonly channelId: ChannelId | null;
  readonly wallName: string;
  readonly atMs: number;
}

/** Says what became of the picture. @returns whether it was saved. */
async function keep(draw: () => HTMLCanvasElement, place: Place, name: string): Promise<boolean> {
  const png = pngOf(draw);
  // Asked for at once: the permission to write comes with the key or the click, and does not last until the file is
  // written.
  const copied = copyPicture(png);
  const blob = await png.catch(() => null);
  if (blob === null) {
    postNotice('snapshotTooLarge', { name });
    return false;
  }
  const saved = await save(blob, place);
  const isCopied = await copied;
  if ('code' in saved) {
    postFailure(saved, 'snapshotFailed', { name });
    return false;
  }
  const { path, fileId } = saved;
  postNotice(isCopied ? 'snapshotSaved' : 'snapshotNotCopied', { name, path }, null, linkTo(fileId, path));
  return true;
}

/** @throws {Error} when the browser gives no canvas or no file, as when memory is short. */
async function pngOf(draw: () => HTMLCanvasElement): Promise<Blob> {
  const canvas = draw();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('no PNG');
  return blob;
}

async function copyPicture(png: Promise<Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch {
    return false; // said in the notice
  }
}

async function save(png: Blob, place: Place): Promise<{ readonly path: string; readonly fileId: string } | WireError> {
  const answer = await request['clip.snapshot'](place);
  if (!answer.ok) return answer.error;
  const { url, path, fileId } = answer.value;
  try {
    const response = await fetch(url, { method: 'PUT', body: png });
    if (response.ok) {
      // A file that is not listed is saved all the same.
      void request['clip.snapshot-written']({ fileId });
      return { path, fileId };
    }
    return (await response.json()) as WireError;
  } catch {
    return localError('media.gateway-down');
  }
}
