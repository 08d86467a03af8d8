// @vitest-environment jsdom
/** The notes of a tile on the distance of its pictures to the clock. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import type { Standing } from '../../../../../../renderer/features/playback/recordings/standing.ts';
import { SpeedWords, SyncWords } from '../../../../../../renderer/features/playback/tile/pace-words.tsx';
import { usePlayBar } from '../../../../../../renderer/features/playback/play-bar/play-bar.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const IN_STEP: Standing = {
  phase: 'ready',
  state: { phase: 'playing' },
  keys: null,
  atMs: 0,
  isSynced: true,
  offsetMs: null,
  measuredRate: null,
  syncErrorMs: null,
};

let page: Page;
beforeEach(() => {
  completeDom();
  installMain({});
});
afterEach(() => page.close());

const stand = (standing: Partial<Standing>): Promise<void> =>
  act(async () => usePlayBar.setState({ standings: { [channelId]: { ...IN_STEP, ...standing } } }));

it('a picture in step has no note; a picture out of step shows by how much, and how fast it plays', async () => {
  page = await open(
    <>
      <SpeedWords channelId={channelId} />
      <SyncWords channelId={channelId} />
    </>,
  );
  await stand({});
  expect(page.element.textContent).toBe('');
  await stand({ syncErrorMs: 40 });
  expect(page.element.querySelector('[title="sync error +40 ms"] .playback-short')?.textContent).toBe('+40 ms');
  await stand({ syncErrorMs: -1_250, measuredRate: 0.7 });
  expect(page.element.querySelector('[title="sync error −1.3 s"]')).not.toBeNull();
  expect(page.element.textContent).toContain('measured 0.70×');
});
