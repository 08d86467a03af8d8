// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useNumberEntry } from '../../../../../renderer/features/live/number-entry.ts';
import { useShortcuts } from '../../../../../renderer/shell/shortcuts.ts';
import { useActions, type Runs } from '../../../../../renderer/state/actions/shortcut-actions.ts';
import { useNavigation } from '../../../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { openOnLive } from '../../keys-on-live.ts';
import type { Page } from '../../page.tsx';

let page: Page;
let done: string[];

const runs: Runs = { 'tile.remove': () => void done.push('remove') };

/** The keys of the window are there as well: a number must not be taken for them. */
function Screen() {
  useActions(runs);
  useShortcuts();
  useNumberEntry();
  return <div data-tile="0" id="tile" tabIndex={0} />;
}

beforeEach(async () => {
  done = [];
  page = await openOnLive(<Screen />);
});

afterEach(() => page.close());

/** Presses a key on the tile. */
async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  await act(() => Promise.resolve(document.querySelector('#tile')?.dispatchEvent(event)));
}

describe('a camera by number', () => {
  const last = () => useNotices.getState().last;

  it('a camera by number is called from the row of figures and from the keypad', async () => {
    await press('1', { code: 'Digit1' });
    await press('0', { code: 'Numpad0' });
    expect(last()?.params).toEqual({ number: '10' });
    await press('-', { code: 'NumpadSubtract' });
    expect(last()?.params).toEqual({ number: '1' });
    await press('Enter', { code: 'NumpadEnter' });
    expect(last()?.key).toBe('noSuchNumber');
  });

  it('the number entry uses Enter, Delete and Escape only while a number is written', async () => {
    await press('4', { code: 'Numpad4' });
    await press('Delete', { code: 'NumpadDecimal' });
    expect([last(), done]).toEqual([null, []]);
    await press('Delete');
    expect(done).toEqual(['remove']);
  });

  it('a camera by number is not called from another screen', async () => {
    useNavigation.setState({ screen: 'clouds' });
    await press('1');
    expect(last()).toBeNull();
  });
});
