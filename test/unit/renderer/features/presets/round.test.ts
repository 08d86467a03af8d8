// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import {
  endRound,
  followRound,
  resumeRound,
  startRound,
  TRY_STAY_SEC,
  useRound,
} from '../../../../../renderer/features/presets/model/round.ts';
import {
  closePtz,
  holdPtz,
  openPtz,
  releasePtz,
  STAGE_TILE,
  stopPtz,
} from '../../../../../renderer/state/players/ptz.ts';
import { goToPreset } from '../../../../../renderer/state/presets/presets.ts';
import { PTZ_FACTS } from '../../../preload/domain/ptz/ptz-sample.ts';
import { installMain } from '../../page.tsx';

const CAMERA = 'a1:d1/0' as ChannelId;
let orders: string[];
let refusal: WireError | null;
let endFollowing: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  orders = [];
  refusal = null;
  const done = (order: string): Promise<Result<null>> => {
    orders.push(order);
    return Promise.resolve(refusal === null ? { ok: true, value: null } : { ok: false, error: refusal });
  };
  installMain({
    'ptz.open': () => Promise.resolve({ ok: true, value: PTZ_FACTS }),
    'ptz.leave': () => Promise.resolve({ ok: true, value: null }),
    'ptz.move': () => done('move'),
    'ptz.stop': () => done('stop'),
    'presets.goTo': ({ index }) => done(`go ${index}`),
  });
  endFollowing = followRound();
  await openPtz({ tile: STAGE_TILE, channelId: CAMERA });
});

afterEach(() => {
  endFollowing();
  closePtz();
  vi.useRealTimers();
});

const pass = (sec: number): Promise<unknown> => vi.advanceTimersByTimeAsync(sec * 1000);
const begin = (kind: 'try' | 'tour'): void =>
  startRound({ channelId: CAMERA, kind, stops: [3, 1, 2], staySec: kind === 'try' ? TRY_STAY_SEC : 30 });
const round = () => useRound.getState().round;

it('the legs of a track are tried once, preset by preset, and the trial ends after the last', async () => {
  begin('try');
  await pass(TRY_STAY_SEC * 3 + 1);
  expect(orders).toEqual(['go 3', 'go 1', 'go 2']);
  expect(useRound.getState()).toEqual({ round: null, ended: null });
});

// @promise cruise.trial-ends: Any other order to the camera ends the trial of a track.
it.each([
  ['an arrow that is held', () => (holdPtz('key', 'left'), releasePtz('key'))],
  ['the stop of the pad', () => stopPtz()],
  ['a preset that is called', () => void goToPreset(CAMERA, 9)],
])('a trial of legs is ended by %s, and sends nothing more', async (_, hand) => {
  begin('try');
  await pass(1);
  hand();
  orders = [];
  await pass(120);
  expect(orders.filter((order) => order !== 'go 9')).toEqual([]);
  expect(useRound.getState()).toMatchObject({ round: null, ended: { by: 'hand' } });
});

it('a tour of this desk goes round until it is ended, and a hand on the pad pauses it', async () => {
  begin('tour');
  await pass(91);
  expect(orders).toEqual(['go 3', 'go 1', 'go 2', 'go 3']);
  holdPtz('key', 'left');
  releasePtz('key');
  expect(round()).toMatchObject({ phase: 'paused', at: 0 });
  orders = [];
  await pass(120);
  expect(orders).toEqual([]);
  resumeRound();
  await pass(31);
  expect(orders).toEqual(['go 3', 'go 1']);
  endRound();
  orders = [];
  await pass(120);
  expect(orders).toEqual([]);
});

it('a tour of this desk whose order is refused ends with the reason', async () => {
  refusal = { code: 'device.offline', params: {}, retryable: true, action: 'retry', vendor: null };
  begin('tour');
  await pass(120);
  expect(orders).toEqual(['go 3']);
  expect(useRound.getState()).toMatchObject({ round: null, ended: { by: { code: 'device.offline' } } });
});
