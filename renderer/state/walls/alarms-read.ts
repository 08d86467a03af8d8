/**
 * Whether alarms of clouds reach this client. None do yet, so that a tile which waits for alarms would be an all-clear that
 * is never true: nobody can choose such a tile, and one that was saved says that alarms are not read.
 */
import type { Text } from '../../i18n/i18n.ts';
import type { TileContent } from '../../../preload/domain/walls/wall.ts';

/** True from the version on that reads alarms. Until then only the control line of tests shows one. */
const ARE_ALARMS_READ: boolean = false;

/** Why an alarm tile cannot be chosen, or null where it can. */
export function alarmTileReason(t: Text): string | null {
  return ARE_ALARMS_READ ? null : t('shell.alarmsNotRead');
}

/** Whether the content must not be put on a wall because it waits for alarms that are not read. */
export function waitsInVain(content: TileContent): boolean {
  return !ARE_ALARMS_READ && content !== null && typeof content !== 'string' && content.kind === 'alarm';
}
