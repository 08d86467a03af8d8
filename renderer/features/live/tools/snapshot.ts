/** Snapshots: a PNG of a tile or of the wall, to a file and to the clipboard. */
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { textNow } from '../../../i18n/i18n.ts';
import { cameraName } from '../../../state/players/clips.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { cloudName } from '../../../state/cameras/cloud-name.ts';
import { keepPicture } from '../../../state/players/keep-picture.ts';
import { markTile } from '../../../state/players/tile-marks.ts';
import { usePlayers } from '../../../state/players/players.ts';
import { camerasOn } from '../../../state/sequences/sequences-shown.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { stampText, secondsText } from '../../../ui/format.ts';
import { drawPicture, drawWall, type Caption, type WallPiece } from '../../../ui/tile/snapshot-draw.ts';
import type { TileTarget } from '../base/tile-target.ts';
import { lookWords } from '../../../ui/tile/look-words.ts';
import { selectLook, useTileViews } from '../../../state/players/tile-views.ts';
import { tileElement, videoOf } from '../../../ui/tile/tile-video.ts';

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
      ? t('tiles.taken', { time: stampText(nowMs) })
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
  const isSaved = await keepPicture(draw, { channelId, wallName: '', atMs: nowMs }, cameraName(channelId));
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
    right: textNow()('tiles.taken', { time: stampText(nowMs) }),
    below: textNow()('live.tools.caption.cameras', { count: pieces.length }),
  };
  const draw = (): HTMLCanvasElement =>
    drawWall(pieces, grid.getBoundingClientRect(), Math.max(1, window.devicePixelRatio), caption);
  await keepPicture(draw, { channelId: null, wallName: wall.name, atMs: nowMs }, wall.name);
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
