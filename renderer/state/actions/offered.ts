/** Which actions this window offers: a wall alone on the screen offers those that their area declares for a kiosk. */
import { isKiosk } from '../page/kiosk.ts';
import { actionOf, type ActionId } from './shortcut-table.ts';

/** Whether this window offers an action at all, by key, button or menu. */
export const isOffered = (id: ActionId): boolean => !isKiosk() || actionOf(id).kiosk === true;
