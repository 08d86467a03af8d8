// @vitest-environment jsdom
/** The signs in the header of a live tile. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { useListening } from '../../../../../../renderer/features/live/model/listening.ts';
import { useReplaySound } from '../../../../../../renderer/features/live/model/replay-sound.ts';
import { TileSigns } from '../../../../../../renderer/features/live/tile/tile-signs.tsx';
import { useTileViews } from '../../../../../../renderer/state/players/tile-views.ts';
import { slotNamed } from '../../../../../../renderer/media/slot-key.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const slotKey = slotNamed(channelId, 'past');
let page: Page;
beforeEach(() => {
  completeDom();
  installMain({});
});
afterEach(async () => {
  await page.close();
  useListening.setState(useListening.getInitialState(), true);
  useReplaySound.setState(useReplaySound.getInitialState(), true);
  useTileViews.setState({ replays: {} });
});

const words = (): string | null => page.element.querySelector('[role="img"]')?.getAttribute('aria-label') ?? null;

it('the sound of a replay that is opened has words of its own, and live sound has its own', async () => {
  page = await open(<TileSigns channelId={channelId} slotKey={slotKey} />);
  const replay = { url: 'http://127.0.0.1:9/past', fromMs: 1_000, profile: 'sub' as const };
  await act(async () => {
    useTileViews.setState({ replays: { [slotKey]: replay } });
    useReplaySound.setState({ key: slotKey, phase: { kind: 'opening' } });
  });
  expect(words()).toBe('Opening the sound of the replay');
  await act(async () => useReplaySound.setState({ key: slotKey, phase: { kind: 'playing' } }));
  expect(words()).toBe('Listening to the replay');
  for (const [kind, said] of [
    ['silent', 'No sound comes with this replay'],
    ['undecodable', 'This computer cannot decode or play the sound of this replay'],
    ['unheard', 'No sound of this replay has been played yet'],
  ] as const) {
    await act(async () => useReplaySound.setState({ key: slotKey, phase: { kind } }));
    expect(words()).toBe(said);
  }
  await act(async () => {
    useTileViews.setState({ replays: {} });
    useReplaySound.setState({ key: null });
    useListening.setState({ channelId, phase: { kind: 'opening' } });
  });
  expect(words()).toBe('Opening the sound');
});
