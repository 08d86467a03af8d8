// @vitest-environment jsdom
/** The words in a playback tile in place of a picture. */
import { act } from 'react';
import { create } from 'zustand';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ERROR_ACTIONS, ERROR_CODES, type WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import type { PastPlayer } from '../../../../../../renderer/media/playback/past-player.ts';
import type { PastPlayerState } from '../../../../../../renderer/media/playback/past-setup.ts';
import { PastVeil } from '../../../../../../renderer/features/playback/tile/past-veil.tsx';
import { actionWords, errorWords } from '../../../../../../renderer/i18n/error-words.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const camera = { channelId, place: 'device' as const };
/** Only asked for another try. */
const player = { retryNow: () => undefined } as unknown as PastPlayer;

const useShown = create<{ readonly error: WireError | null }>(() => ({ error: null }));

function Failed() {
  const error = useShown((shown) => shown.error);
  if (error === null) return null;
  return <PastVeil camera={camera} player={player} telling={{ kind: 'player', state: { phase: 'failed', error } }} />;
}

function Standing({ state }: { readonly state: PastPlayerState }) {
  return <PastVeil camera={camera} player={player} telling={{ kind: 'player', state }} />;
}

let page: Page;
beforeEach(() => {
  completeDom();
  installMain({});
});
afterEach(() => page.close());

// @promise failures.way-on: Every failure in a tile of playback says what happened, why, and what to do.
it('every failure states what happened, why, and the next step: by a button, or in words', async () => {
  page = await open(<Failed />);
  const t = textIn('en-US');
  for (const code of ERROR_CODES) {
    for (const action of ERROR_ACTIONS) {
      const error: WireError = { code, params: {}, retryable: false, action, vendor: null };
      await act(async () => useShown.setState({ error }));
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

it('a moment that the cloud refuses is not shown as one without footage', async () => {
  page = await open(<Standing state={{ phase: 'gap', untilMs: null, isRefused: true }} />);
  expect(page.element.textContent).toContain('The cloud refuses the footage of this moment');
  expect(page.element.textContent).not.toContain('No footage');
  await page.close();
  page = await open(<Standing state={{ phase: 'gap', untilMs: null }} />);
  expect(page.element.textContent).toContain('No footage at this moment');
});
