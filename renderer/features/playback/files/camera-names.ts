/** Names of the cameras in playback: cameras of clouds, and files that play as cameras. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { textNow, useText, type Text } from '../../../i18n/i18n.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { useFiles } from './files.ts';

export interface CameraName {
  /** Null for a camera that the client does not know, and for files. */
  readonly number: number | null;
  readonly name: string;
}

type FileCameras = ReturnType<typeof useFiles.getState>['cameras'];

/** Files that stand like a camera, in words; null for a camera. */
export function filesNameOf(t: Text, cameras: FileCameras, channelId: ChannelId): string | null {
  const at = cameras.findIndex((one) => one.channelId === channelId);
  if (at < 0) return null;
  return cameras[at]?.name ?? t('playback.files.unnamed', { number: at + 1 });
}

export function useCameraName(channelId: ChannelId): CameraName {
  const t = useText();
  const channel = useDirectory(selectChannel(channelId));
  const ofFiles = useFiles(({ cameras }) => filesNameOf(t, cameras, channelId));
  return { number: channel?.number ?? null, name: ofFiles ?? channel?.name ?? t('shell.unknownCamera') };
}

/** The same, as it is now. */
export const filesNameNow = (channelId: ChannelId): string | null =>
  filesNameOf(textNow(), useFiles.getState().cameras, channelId);
