/** Which parts of the lens a camera has, as its cloud lists them: a screen knows before it asks. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { usePtz } from '../../../state/players/ptz.ts';

type LensPart = 'iris' | 'auto-focus';

/** Null where the part can be used, and for a camera whose functions are not known. */
function whyNoPart(channelId: ChannelId | null, part: LensPart): LensPart | 'noAutoFocus' | null {
  if (part === 'auto-focus' && usePtz.getState().facts?.hasAutoFocus === false) return 'noAutoFocus';
  const channel = channelId === null ? undefined : selectChannel(channelId)(useDirectory.getState());
  if (channel === undefined || channel.capabilities.includes('ptz-unknown')) return null;
  return channel.capabilities.includes(part) ? null : part;
}

/** Why the part cannot be used, for a tooltip. */
export function lensReason(t: Text, channelId: ChannelId | null, part: LensPart): string | undefined {
  const why = whyNoPart(channelId, part);
  return why === null ? undefined : t(`live.ptz.unlisted.${why}`);
}

/** Whether a key may use the part of the camera that is steered. */
export const hasLensPart = (part: LensPart): boolean =>
  whyNoPart(usePtz.getState().steered?.channelId ?? null, part) === null;
