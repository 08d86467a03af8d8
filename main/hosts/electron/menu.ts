/** The application menu: what the system expects, in the two languages of the client. */
import type { MenuItemConstructorOptions } from 'electron';
import { MENUS } from '../menu-words.ts';
import type { Parts } from './parts.ts';

export function menuTemplate(locale: string): MenuItemConstructorOptions[] {
  const pick = (english: string, chinese: string): string => (locale.startsWith('zh') ? chinese : english);
  return MENUS.map(([english, chinese, items]) => ({
    label: pick(english, chinese),
    submenu: items.map(([role, ...words]) => ({ role, label: pick(...words) })),
  }));
}

export function setMenu({ Menu }: Pick<Parts, 'Menu'>, locale: string): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale)));
}
