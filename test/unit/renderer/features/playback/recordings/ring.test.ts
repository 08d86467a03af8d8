// @vitest-environment jsdom
/** A live stream's ring in playback: from this computer until the cloud has the footage. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LannerApi } from '../../../../../../preload/contract/contract.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { useRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import {
  hasRingAt,
  keepRing,
  portsWithRing,
  ringRange,
} from '../../../../../../renderer/features/playback/recordings/ring.ts';
import type { PastOpening } from '../../../../../../renderer/media/playback/past-setup.ts';
import { usePlayers } from '../../../../../../renderer/state/players/players.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { installMain } from '../../../page.tsx';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const opening: PastOpening = {
  channelId,
  place: 'cloud',
  profile: 'main',
  takeOver: false,
  range: { fromMs: NOW_MS - 60_000, toMs: NOW_MS },
  atMs: NOW_MS - 30_000,
};

let opened: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  opened = [];
  const open: Partial<LannerApi['request']> = {
    'clip.replay': ({ profile }) =>
      Promise.resolve({ ok: true, value: { url: `ring/${profile}`, fromMs: NOW_MS - 36_000 } }),
    'playback.open': ({ atMs }) => {
      opened.push(`cloud ${atMs - NOW_MS}`);
      return Promise.resolve({
        ok: false,
        error: { code: 'recording.none', params: {}, retryable: false, action: 'none', vendor: null },
      });
    },
  };
  installMain(open);
  usePlayers.setState({ bySlot: { slot: { channelId, profile: 'sub' } } } as never);
});

afterEach(() => {
  vi.useRealTimers();
  useRecordings.setState({}, true);
});

/** The cloud lists footage up to here, epoch ms. */
function list(toMs: number): void {
  const range = { fromMs: NOW_MS - 3_600_000, toMs: NOW_MS };
  const recordings = { fromMs: [range.fromMs], toMs: [toMs], kind: [0], storage: [0] };
  const coverage = [{ state: 'unpublished' as const, fromMs: toMs, toMs: range.toMs }];
  const model = rowModel({ place: 'cloud', recordings, coverage });
  const told = { asOfMs: NOW_MS, unreadable: 0, isAsking: false, answered: range, error: null };
  useRecordings.setState({ [channelId]: { place: 'cloud', range, model, ...told } });
}

it('footage that was just seen live plays from this computer while the list of the cloud ends before it', async () => {
  list(NOW_MS - 240_000);
  expect(await keepRing(channelId)).toBe(true);
  const answer = await portsWithRing.open(opening);
  expect(answer.ok && [answer.value.transport, answer.value.url, answer.value.stamps]).toEqual([
    'ring',
    'ring/sub',
    'estimated',
  ]);
  expect(ringRange(channelId, opening.atMs)).toMatchObject({ fromMs: NOW_MS - 36_000 });
  expect(opened).toEqual([]);
});

it('the footage of the cloud replaces the footage of this computer, once the cloud lists it', async () => {
  list(NOW_MS - 240_000);
  await keepRing(channelId);
  const answer = await portsWithRing.open(opening);
  if (!answer.ok) throw new Error(answer.error.code);
  list(NOW_MS);
  const again = await portsWithRing.resume(answer.value.playbackId, opening.atMs);
  expect(again.ok ? 'ok' : again.error.code).toBe('recording.not-open');
  await portsWithRing.open(opening);
  expect(opened).toEqual(['cloud -30000']);
  expect(ringRange(channelId, opening.atMs)).toBeNull();
});

it('earlier moments, and cameras without a recent picture, are requested from the cloud', async () => {
  await keepRing(channelId);
  await portsWithRing.open({ ...opening, atMs: NOW_MS - 50_000 });
  expect(hasRingAt(channelId, NOW_MS - 50_000)).toBe(false);
  usePlayers.setState({ bySlot: {} });
  expect(await keepRing(channelId)).toBe(false);
  await portsWithRing.open(opening);
  expect(opened).toEqual(['cloud -50000', 'cloud -30000']);
});

it('footage that was played from this computer is given back with its playback', async () => {
  await keepRing(channelId);
  const answer = await portsWithRing.open(opening);
  if (!answer.ok) throw new Error(answer.error.code);
  portsWithRing.close(answer.value.playbackId);
  expect(hasRingAt(channelId, opening.atMs)).toBe(false);
});
