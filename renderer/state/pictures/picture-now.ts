/** The picture that a cloud had a camera take for this window. Held while it shows, and no longer. */
import { create } from 'zustand';
import type { PictureNow } from '../../../preload/contract/pictures.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { request } from '../../page/bridge.ts';
import { openDialog } from '../page/navigation.ts';

interface Shown {
  /** Null while no picture is asked for or shown. */
  readonly channelId: ChannelId | null;
  readonly isAsking: boolean;
  /** The last picture stays while the next one is asked for. */
  readonly picture: PictureNow | null;
  /** Why the last question brought no picture; null otherwise. */
  readonly error: WireError | null;
}

const NOTHING: Shown = { channelId: null, isAsking: false, picture: null, error: null };
export const usePictureNow = create<Shown>(() => NOTHING);

/** Shows the dialog, and has the camera take a picture. */
export function showPictureNow(channelId: ChannelId): void {
  usePictureNow.setState({ ...NOTHING, channelId });
  openDialog('picture');
  void takePicture();
}

export async function takePicture(): Promise<void> {
  const { channelId, isAsking } = usePictureNow.getState();
  if (channelId === null || isAsking) return;
  usePictureNow.setState({ isAsking: true, error: null });
  const answer = await request['pictures.take']({ channelId });
  // Another camera is shown now, or the dialog was closed.
  if (usePictureNow.getState().channelId !== channelId) return;
  usePictureNow.setState({ isAsking: false, ...(answer.ok ? { picture: answer.value } : { error: answer.error }) });
}

export const forgetPicture = (): void => usePictureNow.setState(NOTHING);
