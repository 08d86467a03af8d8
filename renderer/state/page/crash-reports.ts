/** Parts of the window that crashed. */
import { request } from '../../page/bridge.ts';
import type { overlays } from '../../i18n/en-US/overlays.ts';
import { postNotice, type NoticeLink } from './notices.ts';

const MAX_CHARS = 4_000;

/**
 * Reports a crash to main's log.
 *
 * @param where names the part of the window. @param text the error and where it happened, never typed text.
 */
export const reportCrash = (where: string, text: string): void =>
  void request['app.report-failure']({ where, text: text.slice(0, MAX_CHARS) });

/** A part over the screen, as `shell.overlays` names it. */
export type Overlay = keyof typeof overlays;

interface CrashedOverlay {
  readonly overlay: Overlay;
  /** The error and where it happened, never typed text. */
  readonly text: string;
  /** False where the code of the part did not come: only a new page asks for it again. */
  readonly isFetched: boolean;
  readonly onClose: () => void;
  /** Opens the part again; absent where that needs what the part forgets as it closes. */
  readonly reopen?: (() => void) | undefined;
}

/** A part over the screen crashed: it closes, and the status bar names it and offers what can help. */
export function closeCrashed({ overlay, text, isFetched, onClose, reopen }: CrashedOverlay): void {
  reportCrash(overlay, text);
  onClose();
  const link = (kind: 'reopen' | 'reload', run: () => void): NoticeLink => ({ kind, run });
  if (isFetched) postNotice('overlayFailed', { overlay }, null, reopen === undefined ? null : link('reopen', reopen));
  else
    postNotice(
      'overlayNotFetched',
      { overlay },
      null,
      link('reload', () => window.location.reload()),
    );
}
