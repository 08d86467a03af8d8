// @vitest-environment jsdom
/** What stands in a tile of playback in place of a picture. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ERROR_ACTIONS, ERROR_CODES, type WireError } from '../../../../../preload/domain/error.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { useRecordings } from '../../../../../renderer/features/playback/model/recordings.ts';
import { PastVeil } from '../../../../../renderer/features/playback/past-veil.tsx';
import { actionWords, errorWords } from '../../../../../renderer/i18n/error-words.ts';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const camera = { channelId, place: 'device' as const };
const range = { fromMs: 0, toMs: 1 };

const failed = (error: WireError) => ({
  ...{ ...camera, range, model: null, asOfMs: null, unreadable: 0, isAsking: false, answered: null, error },
});

let page: Page;
beforeEach(() => {
  completeDom();
  installMain({});
});
afterEach(() => page.close());

it('every failure says what happened, why, and what to do: by a button, or in words', async () => {
  page = await open(<PastVeil camera={camera} state="failed" player={null} standing={null} />);
  const t = textIn('en-US');
  for (const code of ERROR_CODES) {
    for (const action of ERROR_ACTIONS) {
      const error: WireError = { code, params: {}, retryable: false, action, vendor: null };
      await act(async () => useRecordings.setState({ [channelId]: failed(error) }));
      const { what, why, next } = errorWords(t, error);
      const shown = page.element.cloneNode(true) as HTMLElement;
      // Opened by another click.
      shown.querySelector('.tile-details')?.remove();
      const told = shown.textContent;
      expect(told).toContain(what);
      expect(told).toContain(why);
      const buttons = shown.querySelectorAll('button.btn:not(.tile-second)');
      const hasWay = told.includes(next) || code === 'media.unsupported-codec' || buttons.length > 0;
      expect([code, action, actionWords(t, action), hasWay]).toEqual([code, action, actionWords(t, action), true]);
    }
  }
});
