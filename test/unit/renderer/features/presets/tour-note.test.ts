// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppInfo, Preferences } from '../../../../../preload/contract/app.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { DEFAULT_PREFERENCES } from '../../../../../preload/domain/preferences.ts';
import { endRound, startRound, useRound } from '../../../../../renderer/features/presets/model/round.ts';
import { followTourNote } from '../../../../../renderer/features/presets/model/tour-note.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { loadPreferences, usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { installMain } from '../../page.tsx';

const CAMERA = 'a1:d1/0' as ChannelId;
const INFO: AppInfo = {
  version: '1',
  host: 'browser',
  platform: 'linux',
  systemLocale: 'en-US',
  restored: [],
  isDemoAvailable: false,
  isDemoRunning: false,
  startedAtMs: 5_000,
};

/** The preferences that main stores over a restart of the client. */
let kept: Preferences;
let endFollowing: () => void = () => {};

beforeEach(() => {
  kept = DEFAULT_PREFERENCES;
  installMain({
    'app.info': () => Promise.resolve({ ok: true, value: INFO }),
    'app.tell-locale': () => Promise.resolve({ ok: true, value: null }),
    'app.get-preferences': () => Promise.resolve({ ok: true, value: kept }),
    'app.set-preferences': (change) => {
      kept = { ...kept, ...change } as Preferences;
      return Promise.resolve({ ok: true, value: kept });
    },
    'presets.goTo': () => Promise.resolve({ ok: true, value: null }),
  });
});

/** The page of a window that opens. */
async function openWindow(): Promise<void> {
  usePreferences.setState({ ...DEFAULT_PREFERENCES, info: null });
  useRound.setState({ round: null, ended: null });
  endFollowing = followTourNote();
  await loadPreferences();
}

afterEach(() => {
  endRound();
  endFollowing();
});

it('a tour of this desk is written down while it goes, and a trial of legs is not', async () => {
  await openWindow();
  startRound({ channelId: CAMERA, kind: 'try', stops: [1, 2], staySec: 8 });
  expect(kept.deskTour).toBeNull();
  startRound({ channelId: CAMERA, kind: 'tour', stops: [1, 2], staySec: 30 });
  expect(kept.deskTour?.channelId).toBe(CAMERA);
  endRound();
  expect(kept.deskTour).toBeNull();
});

it('a tour of this desk that ended with the client is reported once by the next start', async () => {
  kept = { ...DEFAULT_PREFERENCES, deskTour: { channelId: CAMERA, atMs: 4_000 } };
  await openWindow();
  expect(useRound.getState().ended).toEqual({ channelId: CAMERA, by: { begunAtMs: 4_000 } });
  expect(useNotices.getState().last).toMatchObject({ key: 'tourCut' });
  expect(kept.deskTour).toBeNull();
  endFollowing();
  await openWindow();
  expect(useRound.getState().ended).toBeNull();
});

it('a tour of this desk that another window makes is not reported as cut', async () => {
  kept = { ...DEFAULT_PREFERENCES, deskTour: { channelId: CAMERA, atMs: 6_000 } };
  await openWindow();
  expect([useRound.getState().ended, kept.deskTour?.atMs]).toEqual([null, 6_000]);
});
