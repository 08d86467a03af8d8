/** Camera number, then Enter, on the row of figures or on the keypad: places the camera on the wall. */
import { useEffect } from 'react';
import { isCovered, isInBox, isTyping } from '../../state/actions/key-target.ts';
import { isOffered } from '../../state/actions/offered.ts';
import { isComposing } from '../../state/actions/shortcut-keys.ts';
import { useNavigation } from '../../state/page/navigation.ts';
import { channelOfNumber } from '../../state/cameras/camera-search.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { clearNotice, postNotice } from '../../state/page/notices.ts';
import { useTypedNumber } from './typed-number.tsx';
import { placeChannels } from '../../state/walls/walls.ts';

const MAX_DIGITS = 6;
/** Digits that nobody completes are forgotten. */
const ENTRY_TIMEOUT_MS = 4000;

class NumberEntry {
  #digits = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @returns whether the key was taken. */
  onKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (/^\d$/.test(event.key)) {
      if (this.#digits.length < MAX_DIGITS) this.#set(this.#digits + event.key);
      return true;
    }
    return this.#digits !== '' && this.#onPending(event);
  }

  clear(): void {
    this.#set('');
  }

  /** While a number is being written, these keys belong to it; the keypad has a point where others have Backspace. */
  #onPending({ key, code }: KeyboardEvent): boolean {
    if (key === 'Enter') {
      const digits = this.#digits;
      this.clear();
      callCamera(Number(digits));
    } else if (key === 'Backspace' || code === 'NumpadSubtract') this.#set(this.#digits.slice(0, -1));
    else if (key === 'Escape' || key === 'Delete' || code === 'NumpadDecimal') this.clear();
    else return false;
    return true;
  }

  #set(digits: string): void {
    clearTimeout(this.#timer);
    this.#digits = digits;
    useTypedNumber.setState({ digits });
    if (digits === '') return clearTyped();
    const channel = channelOfNumber(useDirectory.getState().view, Number(digits));
    if (channel === null) postNotice('typing', { number: digits });
    else postNotice('typingCamera', { number: digits, name: channel.name });
    this.#timer = setTimeout(() => this.clear(), ENTRY_TIMEOUT_MS);
  }
}

function clearTyped(): void {
  clearNotice('typing');
  clearNotice('typingCamera');
}

function callCamera(number: number): void {
  const channel = channelOfNumber(useDirectory.getState().view, number);
  if (channel === null) return postNotice('noSuchNumber', { number });
  placeChannels([channel.id]);
}

const takesNumbers = (target: EventTarget | null): boolean =>
  isOffered('wall.callCamera') &&
  useNavigation.getState().screen === 'live' &&
  !isTyping(target) &&
  !isInBox(target) &&
  !isCovered();

/** Takes the keys of a number before the page sees them: Enter after a number is no Enter on the tile with the focus. */
export function useNumberEntry(): void {
  useEffect(() => {
    const entry = new NumberEntry();
    const onKey = (event: KeyboardEvent): void => {
      if (isComposing(event) || event.defaultPrevented || !takesNumbers(event.target)) return;
      if (!entry.onKey(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => {
      entry.clear();
      window.removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);
}
