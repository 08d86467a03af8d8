/** Camera number, then Enter, on the row of figures or on the keypad: places the camera on the wall. */
import { channelOfNumber } from '../../state/cameras/camera-search.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { clearNotice, postNotice } from '../../state/page/notices.ts';
import { placeChannels } from '../../state/walls/walls.ts';

const MAX_DIGITS = 6;
/** Digits that nobody completes are forgotten. */
const ENTRY_TIMEOUT_MS = 4000;

export class NumberEntry {
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
    if (digits === '') return clearNotice('typing');
    postNotice('typing', { number: digits });
    this.#timer = setTimeout(() => this.clear(), ENTRY_TIMEOUT_MS);
  }
}

function callCamera(number: number): void {
  const channel = channelOfNumber(useDirectory.getState().view, number);
  if (channel === null) return postNotice('noSuchNumber', { number });
  placeChannels([channel.id]);
}
