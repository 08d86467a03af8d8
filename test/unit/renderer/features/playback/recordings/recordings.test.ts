// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import {
  askAgain,
  failure,
  followRecordings,
  rangeToAsk,
  useRecordings,
} from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { timeline } from '../../../../../../renderer/features/playback/timeline/timeline.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { account } from '../../cameras/directory-sample.ts';
import { installMain } from '../../../page.tsx';

const DAY_MS = 86_400_000;

// @promise playback.whole-days: A question covers whole days around the view, and nothing that has not come yet.
it('whole days around the view are requested, so that a small move needs no further request', () => {
  const nowMs = 30 * DAY_MS;
  const view = { fromMs: 10.2 * DAY_MS, toMs: 10.7 * DAY_MS };
  expect(rangeToAsk(view, nowMs)).toEqual({ fromMs: 10 * DAY_MS, toMs: 11 * DAY_MS });
});

// @promise playback.whole-days
it('no time in the future is requested', () => {
  const nowMs = 10.5 * DAY_MS;
  expect(rangeToAsk({ fromMs: 10.2 * DAY_MS, toMs: 12 * DAY_MS }, nowMs)).toEqual({ fromMs: 10 * DAY_MS, toMs: nowMs });
  expect(rangeToAsk({ fromMs: 12 * DAY_MS, toMs: 13 * DAY_MS }, nowMs)).toBeNull();
});

it('a request covers no more than its limit, however wide the view', () => {
  const range = rangeToAsk({ fromMs: 0.5 * DAY_MS, toMs: 31.5 * DAY_MS }, 100 * DAY_MS);
  expect((range?.toMs ?? 0) - (range?.fromMs ?? 0)).toBeLessThanOrEqual(40 * DAY_MS);
});

// @promise screen.no-list-no-failure: A cloud without a list of recordings did not fail, and its recordings play.
// @promise failures.no-list: A cloud without a list of recordings did not fail, and its recordings play.
it('a cloud that publishes no list of recordings did not fail; a list that a cloud with lists refuses, and every other error, is a failure', () => {
  const accounts = [
    { ...account('a1', 'Listed'), vendor: 'tencent-ivp' as const },
    { ...account('a2', 'Unlisted'), vendor: 'huawei-vis' as const },
  ];
  useAccounts.setState({ accounts });
  const cameraAt = (id: string) => ({
    channelId: channelIdOf(deviceIdOf(asAccountId(id), 'd1'), 'c1'),
    place: 'device' as const,
  });
  const [listed, unlisted] = [cameraAt('a1'), cameraAt('a2')];
  const error = (code: WireError['code']): WireError => ({
    code,
    params: {},
    retryable: false,
    action: 'none',
    vendor: null,
  });
  expect(failure(unlisted, error('cloud.not-supported'))).toBeNull();
  expect(failure(listed, error('cloud.not-supported'))?.code).toBe('cloud.not-supported');
  expect(failure(unlisted, error('cloud.unavailable'))?.code).toBe('cloud.unavailable');
  expect(failure(listed, null)).toBeNull();
  useAccounts.setState({ accounts: [] });
});

// @promise failures.list-of-device: The list of a device that is off line is asked for again, and its recording shows
// by itself once it is back.
it.each([
  ['device.offline', false, 4],
  ['cloud.unavailable', true, 4],
  ['auth.no-permission', false, 1],
] as const)(
  'a list that failed with %s, to be repeated: %s, is asked for %d times in two minutes, of a day that is over too',
  async (code, retryable, times) => {
    vi.useFakeTimers({ now: timeline.view.toMs + 10 * DAY_MS });
    const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), `c-${code}`);
    const error: WireError = { code, params: {}, retryable, action: 'none', vendor: null };
    const nothing = { recordings: { fromMs: [], toMs: [], kind: [], storage: [] }, coverage: [] };
    const view = { ...nothing, asOfMs: null, unreadable: 0 };
    let questions = 0;
    installMain({
      'recordings.known': () => Promise.resolve({ ok: true, value: view }),
      'recordings.read': () => {
        questions += 1;
        return Promise.resolve(questions < 4 ? { ok: false, error } : { ok: true, value: { view, error: null } });
      },
    });
    useSession.setState({ cameras: [{ channelId, place: 'device' }], selectedId: channelId });
    const stop = followRecordings();
    try {
      await vi.advanceTimersByTimeAsync(29_000);
      expect(questions).toBe(1);
      await vi.advanceTimersByTimeAsync(100_000);
      expect(questions).toBe(times);
      expect(useRecordings.getState()[channelId]?.error).toEqual(times === 4 ? null : error);
    } finally {
      stop();
      vi.useRealTimers();
    }
  },
);

// @promise screen.no-list-no-failure
it.each([
  ['aliyun-vcs', 'a question that failed as a whole', null],
  ['aliyun-vcs', 'a list of its own', null],
  ['tencent-ivp', 'a question that failed as a whole', 'cloud.not-supported'],
  ['tencent-ivp', 'a list of its own', 'cloud.not-supported'],
] as const)('a camera of %s whose cloud refuses %s as not supported has the failure %s', async (vendor, of, code) => {
  const error: WireError = { code: 'cloud.not-supported', params: {}, retryable: false, action: 'none', vendor: null };
  const nothing = { recordings: { fromMs: [], toMs: [], kind: [], storage: [] }, coverage: [] };
  const view = { ...nothing, asOfMs: null, unreadable: 0 };
  installMain({
    'recordings.known': () => Promise.resolve({ ok: true, value: view }),
    'recordings.read': () =>
      Promise.resolve(of === 'a list of its own' ? { ok: true, value: { view, error } } : { ok: false, error }),
  });
  const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), `c-${vendor} ${of}`);
  useAccounts.setState({ accounts: [{ ...account('a1', 'Site'), vendor }] });
  try {
    askAgain({ channelId, place: 'device' });
    await expect.poll(() => useRecordings.getState()[channelId]?.isAsking).toBe(false);
    expect(useRecordings.getState()[channelId]?.error?.code ?? null).toBe(code);
  } finally {
    useAccounts.setState({ accounts: [] });
  }
});

it('the answer of an earlier question does not replace the answer of a newer one for the same camera', async () => {
  const nothing = { recordings: { fromMs: [], toMs: [], kind: [], storage: [] }, coverage: [] };
  const viewOf = (asOfMs: number) => ({ ...nothing, asOfMs, unreadable: 0 });
  const answer: ((asOfMs: number) => void)[] = [];
  installMain({
    'recordings.known': () => Promise.resolve({ ok: true, value: viewOf(0) }),
    'recordings.read': () =>
      new Promise((resolve) => {
        answer.push((asOfMs) => resolve({ ok: true, value: { view: viewOf(asOfMs), error: null } }));
      }),
  });
  const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c-newest');
  useAccounts.setState({ accounts: [{ ...account('a1', 'Site'), vendor: 'tencent-ivp' }] });
  try {
    for (const count of [1, 2]) {
      askAgain({ channelId, place: 'device' });
      await expect.poll(() => answer.length).toBe(count);
    }
    answer[1]?.(2);
    answer[0]?.(1);
    await expect.poll(() => useRecordings.getState()[channelId]?.isAsking).toBe(false);
    expect(useRecordings.getState()[channelId]?.asOfMs).toBe(2);
  } finally {
    useAccounts.setState({ accounts: [] });
  }
});
