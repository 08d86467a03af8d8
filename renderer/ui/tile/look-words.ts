import type { PictureLook } from '../../../preload/domain/walls/wall.ts';
import type { Text } from '../../i18n/i18n.ts';

/** How a picture is turned, in words; empty for one as the camera sends it. */
export function lookWords(t: Text, { turn, isMirrored }: PictureLook): string {
  const words = [turn === 0 ? '' : t('tiles.turned', { degrees: turn }), isMirrored ? t('tiles.mirrored') : ''];
  return words.filter((word) => word !== '').join(' ');
}
