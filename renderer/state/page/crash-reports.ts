/** Parts of the window that crashed. */
import { request } from '../../page/bridge.ts';
import { postNotice } from './notices.ts';

const MAX_CHARS = 4_000;

/**
 * Reports a crash to main's log.
 *
 * @param where names the part of the window. @param text the error and where it happened, never typed text.
 */
export const reportCrash = (where: string, text: string): void =>
  void request['app.report-failure']({ where, text: text.slice(0, MAX_CHARS) });

/** A dialog, a menu or a panel over the screen crashed: it closes, and the status bar says so. */
export function closeCrashed(where: string, text: string, onClose: () => void): void {
  reportCrash(where, text);
  onClose();
  postNotice('overlayFailed');
}
