/** The application menu: what the system expects, in the two languages of the client. */
import type { MenuItemConstructorOptions } from 'electron';
import { MENUS, type MenuItem } from '../menu-words.ts';
import type { Parts } from './parts.ts';

/** The key that closes a window is in the menu on macOS only: the other systems close a window by themselves. */
const isUsual = ([role]: MenuItem): boolean => role !== 'close' || process.platform === 'darwin';

export function menuTemplate(locale: string): MenuItemConstructorOptions[] {
  const pick = (english: string, chinese: string): string => (locale.startsWith('zh') ? chinese : english);
  return MENUS.map(([english, chinese, items]) => ({
    label: pick(english, chinese),
    submenu: items.filter(isUsual).map(([role, ...words]) => ({ role, label: pick(...words) })),
  }));
}

/**
 * A client that shows one wall alone has no menu, so that none of its keys works either; macOS needs at least the first
 * menu.
 */
export function setMenu({ Menu }: Pick<Parts, 'Menu'>, locale: string, isKiosk: boolean): void {
  const template = isKiosk ? menuTemplate(locale).slice(0, 1) : menuTemplate(locale);
  const isNone = isKiosk && process.platform !== 'darwin';
  Menu.setApplicationMenu(isNone ? null : Menu.buildFromTemplate(template));
}
