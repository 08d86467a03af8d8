/** A picture of a recording, to a file and to the clipboard. */
import { textNow } from '../../../i18n/i18n.ts';
import { cloudName } from '../../../state/cameras/cloud-name.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { cameraName } from '../../../state/players/clips.ts';
import { keepPicture } from '../../../state/players/keep-picture.ts';
import { selectLook, useTileViews } from '../../../state/players/tile-views.ts';
import { stampText } from '../../../ui/format.ts';
import { lookWords } from '../../../ui/tile/look-words.ts';
import { drawPicture, type Caption } from '../../../ui/tile/snapshot-draw.ts';
import { pictureStamp } from '../../../ui/timeline/stamp.ts';
import { filesNameNow } from '../files/camera-names.ts';
import type { SessionCamera } from '../session.ts';
import { pictureOf, type PastPicture } from './play-bar.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

function captionOf({ channelId, place }: SessionCamera, { video, atMs, isEstimated }: PastPicture): Caption {
  const t = textNow();
  const notes = [
    cloudName(channelId),
    t(`playback.place.${place}`),
    `${video.videoWidth}×${video.videoHeight}`,
    t('tiles.taken', { time: stampText(Date.now()) }),
    isEstimated ? t(place === 'files' ? 'playback.files.byName' : 'playback.snapshot.estimated') : '',
    lookWords(t, selectLook(channelId)(useTileViews.getState())),
  ];
  return {
    left: filesNameNow(channelId) ?? cameraName(channelId),
    right: t('playback.snapshot.recorded', { time: pictureStamp(stampZone(), atMs) }),
    below: notes.filter((note) => note !== '').join(' · '),
  };
}

/** Takes the whole picture of a camera, turned as it is seen, with the moment of the recording below the picture. */
export async function takeSnapshot(camera: SessionCamera): Promise<void> {
  const { channelId } = camera;
  const picture = pictureOf(channelId);
  if (picture === null) return postNotice('noPicture');
  const look = selectLook(channelId)(useTileViews.getState());
  // The picture may have moved on: the caption is of the picture that is drawn.
  const draw = (): HTMLCanvasElement =>
    drawPicture(picture.video, look, captionOf(camera, pictureOf(channelId) ?? picture));
  const ofFiles = filesNameNow(channelId);
  // Main knows no files of a window: it names the picture by the name that the files have.
  const owner = ofFiles === null ? { channelId, wallName: '' } : { channelId: null, wallName: ofFiles };
  await keepPicture(draw, { ...owner, atMs: Math.floor(picture.atMs) }, ofFiles ?? cameraName(channelId));
}
