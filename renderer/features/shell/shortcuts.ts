/** Keys that work everywhere. Single characters act only while no text field has the focus. */
import { useEffect } from 'react';
import { request } from '../../bridge.ts';
import { focusConsoleSearch } from '../../state/console.ts';
import { useDirectory } from '../../state/directory.ts';
import { focusCameraSearch, setPaletteOpen, useNavigation } from '../../state/navigation.ts';
import { clearNotice, postNotice } from '../../state/notices.ts';
import { setPreferences, usePreferences } from '../../state/preferences.ts';
import { placeChannels } from '../../state/walls.ts';
import { channelOfNumber } from '../../state/camera-search.ts';

const MAX_DIGITS = 6;
/** Digits that nobody completes are forgotten. */
const ENTRY_TIMEOUT_MS = 4000;

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

function isClaimed(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented || (event.target instanceof Element && event.target.closest('[role="dialog"]') !== null)
  );
}

export function toggleSidePanel(): void {
  void setPreferences({ isSidePanelOpen: !usePreferences.getState().isSidePanelOpen });
}

function onChord(event: KeyboardEvent): boolean {
  const isControl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const key = event.key.toLowerCase();
  if (isControl && key === 'k') setPaletteOpen(true);
  else if (isControl && key === 'f') {
    if (!usePreferences.getState().isSidePanelOpen) toggleSidePanel();
    if (useNavigation.getState().screen === 'console') focusConsoleSearch();
    else focusCameraSearch();
  } else if (event.key === 'F11' && !event.shiftKey) toggleSidePanel();
  else return false;
  event.preventDefault();
  return true;
}

/** Camera number, then Enter: places the camera on the wall. */
class NumberEntry {
  #digits = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^\d$/.test(event.key) && this.#digits.length < MAX_DIGITS) {
      this.#set(this.#digits + event.key);
      return event.preventDefault();
    }
    if (this.#digits === '') return;
    if (event.key === 'Enter') {
      const digits = this.#digits;
      this.clear();
      place(Number(digits));
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Backspace') this.#set(this.#digits.slice(0, -1));
    else if (event.key === 'Escape') this.clear();
  }

  clear(): void {
    this.#set('');
  }

  #set(digits: string): void {
    clearTimeout(this.#timer);
    this.#digits = digits;
    if (digits === '') return clearNotice('typing');
    postNotice('typing', { number: digits });
    this.#timer = setTimeout(() => this.clear(), ENTRY_TIMEOUT_MS);
  }
}

function place(number: number): void {
  const channel = channelOfNumber(useDirectory.getState().view, number);
  if (channel === null) return postNotice('noSuchNumber', { number });
  placeChannels([channel.id]);
}

export function useShortcuts(): void {
  useEffect(() => {
    const entry = new NumberEntry();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || onChord(event) || isClaimed(event) || isTyping(event.target)) return;
      if (useNavigation.getState().screen === 'live') entry.onKey(event);
    };
    // Capturing, so that Enter after a number is not taken for Enter on the focused tile or row.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      entry.clear();
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}

/** Reports what no component caught. */
export function useFailureReports(): void {
  useEffect(() => {
    const report = (where: string, reason: unknown): void => {
      const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
      void request['app.report-failure']({ where, text: text.slice(0, 4000) });
    };
    const onError = (event: ErrorEvent): void => report('window', event.error ?? event.message);
    const onRejection = (event: PromiseRejectionEvent): void => report('promise', event.reason);
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, []);
}
