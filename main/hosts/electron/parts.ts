/** The pieces of Electron that this folder uses. They are parameters everywhere, so that each duty can be tested alone. */
import type * as Electron from 'electron';

export type Parts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
>;

/**
 * The page's own scheme: an origin of its own that no site and no file shares. The system does not know the scheme, and the
 * scheme of links is another: a link that the system hands over is never an address of the page.
 */
export const PAGE_SCHEME = 'lanner-page';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://app`;

export function isPageUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${PAGE_SCHEME}:` && parsed.host === 'app';
}
