// @vitest-environment jsdom
/** The end of a replay and of sound. This page knows no Media Source Extensions, as an old browser might not. */
import { expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { endReplay, replayEnded, useTileViews } from '../../../../../renderer/state/players/tile-views.ts';
import { ListeningPlayer } from '../../../../../renderer/media/sound/listening-player.ts';
import { ReplayPlayer } from '../../../../../renderer/media/live/replay-player.ts';
import { mediaError } from '../../../../../renderer/media/engines/player-engine.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { PATIENT } from '../../../../patience.ts';

const SOURCE = { url: 'http://127.0.0.1:9/past', fromMs: 1_000 };
const KEY = slotOf('acc:d/1' as ChannelId, 0);

it('the end of a replay is reported with its reason where nothing can be played', async () => {
  const ends: (WireError | null)[] = [];
  const player = new ReplayPlayer(document.createElement('video'), SOURCE, (error) => ends.push(error));
  await vi.waitFor(() => expect(ends).toMatchObject([{ code: 'media.bad-stream' }]), PATIENT);
  expect(ends[0]?.params['detail']).not.toBe('');
  player.dispose();
});

it('the end of a replay is reported without a reason where the video came to it', () => {
  const ends: (WireError | null)[] = [];
  const video = document.createElement('video');
  const player = new ReplayPlayer(video, SOURCE, (error) => ends.push(error));
  video.dispatchEvent(new Event('ended'));
  expect(ends).toEqual([null]);
  player.dispose();
});

it('the end of a replay of sound is reported where nothing can be played, too', async () => {
  const onLost = vi.fn();
  const player = new ListeningPlayer(SOURCE.url, { onPlaying: () => undefined, onLost });
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1), PATIENT);
  player.dispose();
});

it('a replay that failed gives the live picture back, and names the reason', () => {
  const begin = (): void => useTileViews.setState({ replays: { [KEY]: { ...SOURCE, profile: 'sub' } } });
  begin();
  replayEnded(KEY, null);
  expect(useTileViews.getState().replays).toEqual({});
  expect(useNotices.getState().last).toBeNull();
  begin();
  replayEnded(KEY, mediaError('media.bad-stream', { params: { detail: 'no codec' } }));
  expect(useTileViews.getState().replays).toEqual({});
  expect(useNotices.getState().last).toMatchObject({ key: 'replayFailed' });
  endReplay(KEY);
});
