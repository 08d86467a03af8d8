// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useNumberEntry } from '../../../../renderer/features/live/number-entry.ts';
import { useShortcuts } from '../../../../renderer/shell/shortcuts.ts';
import { useNavigation } from '../../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../../renderer/state/page/notices.ts';
import { usePreferences } from '../../../../renderer/state/page/preferences.ts';
import { useActions, type Runs } from '../../../../renderer/state/actions/shortcut-actions.ts';
import { openOnLive } from '../keys-on-live.ts';
import type { Page } from '../page.tsx';

let page: Page;
let done: string[];

const note = (id: string) => () => void done.push(id);
const runs: Runs = {
  'app.palette': note('palette'),
  'app.textLarger': note('larger'),
  'app.shortcuts': note('sheet'),
  'wall.fullScreen': note('full'),
  'wall.undo': note('undo'),
  'wall.clear': () => false,
  'tile.remove': note('remove'),
  'console.run': note('run'),
};

function Screen() {
  useActions(runs);
  useShortcuts();
  useNumberEntry();
  return (
    <>
      <input id="text" />
      <input id="check" type="checkbox" />
      <textarea id="area" />
      <div id="rich" contentEditable suppressContentEditableWarning tabIndex={0} />
      <div role="dialog">
        <button type="button" id="ok" />
      </div>
      <div role="tree" data-scope="tree" id="tree" tabIndex={0} />
      <div role="tree" id="seeking" tabIndex={0} />
      <div data-tile="0" id="tile" tabIndex={0}>
        <button type="button" id="tool" />
      </div>
    </>
  );
}

beforeEach(async () => {
  done = [];
  page = await openOnLive(<Screen />);
});

afterEach(() => page.close());

/** Presses a key where the focus is. @returns whether the page took it. */
async function press(key: string, init: KeyboardEventInit = {}, at = '#tile'): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  await act(async () => {
    page.find(at).focus();
    page.find(at).dispatchEvent(event);
  });
  return event.defaultPrevented;
}

it('keys do what the table lists, where the table lists it', async () => {
  await press('f');
  await press('Delete');
  await press('Delete', {}, '#tree');
  await press('Delete', {}, '#tool');
  expect(done).toEqual(['full', 'remove']);
});

it('keys act on the screen that is shown, and on no other', async () => {
  await press('Enter', { ctrlKey: true });
  useNavigation.setState({ screen: 'console' });
  await press('f');
  await press('Enter', { ctrlKey: true }, '#text');
  expect(done).toEqual(['run']);
});

it('keys reach the page when there was nothing to do, and stay with the handler that took them first', async () => {
  expect(await press('Delete', { shiftKey: true })).toBe(false);
  page.find('#tile').addEventListener('keydown', (event) => event.preventDefault(), { once: true });
  await press('f');
  expect(done).toEqual([]);
});

it('keys are not repeated while they are pressed, except keys made for it', async () => {
  await press('f', { repeat: true });
  await press('z', { ctrlKey: true, repeat: true });
  expect(done).toEqual(['undo']);
});

describe('while somebody types', () => {
  // @promise failures.letters: No letter acts as a key of the client while somebody types, also with an input method.
  it.each(['#text', '#area', '#rich'])(
    'letters, Delete, Alt and undo belong to a field with text: %s',
    async (field) => {
      expect(await press('f', {}, field)).toBe(false);
      expect(await press('?', { shiftKey: true }, field)).toBe(false);
      expect(await press('7', {}, field)).toBe(false);
      expect(await press('Delete', {}, field)).toBe(false);
      expect(await press('1', { altKey: true, code: 'Digit1' }, field)).toBe(false);
      expect(await press('z', { ctrlKey: true }, field)).toBe(false);
      expect([done, useNotices.getState().last]).toEqual([[], null]);
    },
  );

  it('keys that write nothing reach the window', async () => {
    await press('k', { ctrlKey: true }, '#text');
    await press('f', {}, '#check');
    expect(done).toEqual(['palette', 'full']);
  });

  // @promise failures.letters
  it('a key that the operator chose does not write over the field either', async () => {
    usePreferences.setState({ shortcuts: { 'app.palette': ['§'] } });
    expect(await press('§', {}, '#text')).toBe(false);
    expect(await press('§')).toBe(true);
    expect(done).toEqual(['palette']);
  });

  // @promise failures.letters
  it('nothing acts while an input method composes, in a field or out of it', async () => {
    for (const at of ['#text', '#tile', '#tree']) {
      await press('f', { isComposing: true }, at);
      await press('k', { ctrlKey: true, isComposing: true }, at);
      await press('1', { keyCode: 229 }, at);
      await press('Process', { keyCode: 229 }, at);
    }
    expect([done, useNotices.getState().last]).toEqual([[], null]);
  });

  it('letters in a list that seeks by typing seek a row, other keys act', async () => {
    await press('f', {}, '#seeking');
    await press('F', { shiftKey: true }, '#seeking');
    await press('z', { ctrlKey: true }, '#seeking');
    expect(done).toEqual(['undo']);
  });

  it('letters and figures in the list of cameras mean the same as on the wall', async () => {
    await press('f', {}, '#tree');
    expect(done).toEqual(['full']);
    await press('7', {}, '#tree');
    expect(useNotices.getState().last?.key).toBe('typing');
  });
});

describe('a dialog', () => {
  it('the keys of the screen behind it do not act; the size of text can be changed', async () => {
    await press('f', {}, '#ok');
    await press('k', { ctrlKey: true }, '#ok');
    await press('7', {}, '#ok');
    await press('=', { ctrlKey: true }, '#ok');
    expect(done).toEqual(['larger']);
  });

  it('keys do nothing behind a dialog that is still being loaded', async () => {
    useNavigation.setState({ dialog: 'keys' });
    await press('f');
    useNavigation.setState({ dialog: null });
    expect(done).toEqual([]);
  });

  it('keys do nothing behind a dialog that covers the page, wherever the focus is', async () => {
    const cover = document.createElement('div');
    cover.setAttribute('aria-modal', 'true');
    document.body.append(cover);
    await press('f');
    cover.remove();
    await press('f');
    expect(done).toEqual(['full']);
  });
});
