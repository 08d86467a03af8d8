// @vitest-environment jsdom
/** Several cameras that are opened in playback at once. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import { openSetInPlayback } from '../../../../../../renderer/features/playback/cameras/open-wall.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import { usePlayers } from '../../../../../../renderer/state/players/players.ts';
import { emptyPlayback } from './empty-playback.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const idOf = (n: number): ChannelId => channelIdOf(deviceIdOf(asAccountId('a1'), `d${n}`), 'c1');
const SET = [idOf(1), idOf(2)];

beforeEach(() =>
  emptyPlayback(NOW_MS, {
    'clip.replay': async () => ({ ok: true, value: { url: 'http://127.0.0.1:9/ring', fromMs: NOW_MS - 36_000 } }),
  }),
);
afterEach(() => usePlayers.setState(usePlayers.getInitialState(), true));

const live = (channelId: ChannelId): void =>
  usePlayers.setState({ bySlot: { slot: { channelId, profile: 'sub' } } } as never);

it('a set without a recent picture forgets the earlier moment, and shows its newest recording', async () => {
  useSession.setState({ cameras: [{ channelId: idOf(1), place: 'cloud' }], atMs: NOW_MS - 3_600_000 });
  await openSetInPlayback(SET);
  expect(useSession.getState()).toMatchObject({ atMs: null, cameras: SET.map((channelId) => ({ channelId })) });
  expect(useNavigation.getState().screen).toBe('playback');
  expect(useNotices.getState().last?.key).toBe('playbackNewest');
});

it('a set of which a camera plays on this computer shows the moment 30 s ago', async () => {
  live(idOf(2));
  await openSetInPlayback(SET);
  expect(useSession.getState().atMs).toBe(NOW_MS - 30_000);
  expect(useNotices.getState().last?.key).toBe('playbackSet');
});
