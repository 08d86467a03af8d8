/** Keeps a drawn picture: as a PNG file and on the clipboard. */
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { localError, request } from '../../page/bridge.ts';
import { postFailure } from '../page/failure-notices.ts';
import { postNotice } from '../page/notices.ts';
import { linkTo } from './clips.ts';

interface Place {
  readonly channelId: ChannelId | null;
  readonly wallName: string;
  readonly atMs: number;
}

/**
 * Writes the picture to a file and to the clipboard, and says what became of it.
 *
 * @param draw can fail, as when memory is short.
 * @param name of the camera or the wall, for the words.
 * @returns whether it was saved.
 */
export async function keepPicture(draw: () => HTMLCanvasElement, place: Place, name: string): Promise<boolean> {
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
