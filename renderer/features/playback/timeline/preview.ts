/** The picture of the moment under the pointer: from the player of the camera where it has loaded the moment, else asked for. */
import type { KeyPictureAnswer } from '../../../media/playback/key-pictures/key-picture-reader.ts';
import { KeyPictureSource } from '../../../media/playback/key-pictures/key-pictures.ts';
import { PreviewPictures, type PreviewAnswer } from '../../../media/playback/key-pictures/preview-pictures.ts';
import { footageAt } from '../recordings/footage.ts';
import { pastPorts } from '../play-bar/playback-ports.ts';
import type { SessionCamera } from '../session.ts';
import { playlistOf } from '../play-bar/play-bar.ts';

const pictures = new PreviewPictures(pastPorts);

/** The loaded source of key pictures: one for as long as the playlist is the same. */
let loaded: { readonly url: string; readonly source: KeyPictureSource } | null = null;

function loadedAt(url: string, atMs: number): Promise<KeyPictureAnswer> {
  if (loaded?.url !== url) {
    loaded?.source.dispose();
    loaded = { url, source: new KeyPictureSource(url) };
  }
  return loaded.source.at(atMs);
}

/**
 * - `no-footage`: the list says that nothing can be played at the moment, and says so in the words of the tip.
 * - `by-device`: a device plays one recording at a time, which must not end for a preview.
 * - `by-file`: files of this computer have no preview.
 */
export type PreviewSource =
  { readonly kind: 'at-once' | 'by-request'; read(): Promise<PreviewAnswer> } | 'no-footage' | 'by-device' | 'by-file';

/** From where the picture of a camera comes. `by-request`: the cloud is asked, so the pointer has to rest longer. */
export function previewSource({ channelId, place }: SessionCamera, atMs: number): PreviewSource {
  if (footageAt(channelId, atMs).kind === 'none') return 'no-footage';
  const url = playlistOf(channelId, atMs);
  if (url !== null) return { kind: 'at-once', read: () => loadedAt(url, atMs) };
  if (place === 'files') return 'by-file';
  return place === 'device' ? 'by-device' : { kind: 'by-request', read: () => pictures.at(channelId, atMs) };
}

/** The pointer left the timeline. */
export function leavePreview(): void {
  loaded?.source.dispose();
  loaded = null;
  pictures.leave();
}

/** Follows the screen. @returns closes what was opened for previews. */
export const followPreview = (): (() => void) => () => {
  leavePreview();
  pictures.end();
};
