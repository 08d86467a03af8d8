import type { PictureLook } from '../../../../preload/domain/walls/wall.ts';
import type { Text } from '../../../i18n/i18n.ts';

/** How a picture is turned, in words; empty for one as the camera sends it. */
export function lookWords(t: Text, { turn, isMirrored }: PictureLook): string {
  const words = [
    turn === 0 ? '' : t('live.tools.signs.turned', { degrees: turn }),
    isMirrored ? t('live.tools.signs.mirrored') : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}
