import { beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode, WireError } from '../../../../../preload/domain/error.ts';
import type { ChannelId, DeviceId } from '../../../../../preload/domain/ids.ts';
import type { SlotKey } from '../../../../../renderer/media/pool/player-pool.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import {
  NO_STATISTICS,
  type PlayerSnapshot,
  type PlayerState,
} from '../../../../../renderer/media/live/player-state.ts';
import { OutageTracker, type Outages } from '../../../../../renderer/state/players/outage-tracker.ts';

const START_MS = 1_784_000_000_000;

function error(code: ErrorCode, httpStatus: number | null = null): WireError {
  const vendor = { id: 'huawei-ivm', operation: 'o', code: null, httpStatus, requestId: null, text: null } as const;
  return { code, params: {}, retryable: true, action: 'wait', vendor: httpStatus === null ? null : vendor };
}

const playing: PlayerState = { phase: 'playing', sinceMs: START_MS };
const lost = (code: ErrorCode, httpStatus?: number): PlayerState => ({
  phase: 'reconnecting',
  attempt: 1,
  nextAtMs: 0,
  isTrying: false,
  plannedBy: 'page',
  lastFrameAtMs: null,
  error: error(code, httpStatus ?? null),
});

/** Cameras by their number: every ten are of one recorder, every hundred of one account. */
const cameraOf = (n: number): ChannelId =>
  `account${Math.floor(n / 100)}:device${Math.floor(n / 10)}/${n}` as ChannelId;
const deviceOf = (id: ChannelId): DeviceId => id.slice(0, id.indexOf('/')) as DeviceId;

let tracker: OutageTracker;
let players: Record<SlotKey, PlayerSnapshot>;
let nowMs: number;

beforeEach(() => {
  tracker = new OutageTracker();
  players = {};
  nowMs = START_MS;
});

function set(cameras: readonly number[], state: PlayerState): void {
  for (const n of cameras) {
    const channelId = cameraOf(n);
    players[slotOf(channelId, 0)] = { channelId, profile: 'sub', state, statistics: NO_STATISTICS, notice: null };
  }
}

const remove = (cameras: readonly number[]): void => {
  players = Object.fromEntries(
    Object.entries(players).filter(([, { channelId }]) => !cameras.map(cameraOf).includes(channelId)),
  );
};

function look(seconds = 0): Outages {
  nowMs += seconds * 1_000;
  return tracker.update(players, deviceOf, nowMs);
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

describe('a loss of many tiles for one reason', () => {
  it('a loss of many tiles for one reason is reported once, with the count, the reason and since when', () => {
    set(range(0, 38), lost('cloud.unavailable', 503));
    set(range(100, 10), playing);
    look();
    const { active } = look(3);
    expect(active).toHaveLength(1);
    expect(active[0]).toMatchObject({
      scope: { kind: 'account', accountId: 'account0' },
      cameras: 38,
      sinceMs: START_MS,
      endedAtMs: null,
      error: { code: 'cloud.unavailable', vendor: { httpStatus: 503 } },
    });
  });

  it('a loss of many tiles for one reason is no news when it lasts a moment, or when one camera alone is lost', () => {
    set(range(0, 16), lost('cloud.unavailable'));
    look();
    set(range(0, 16), playing);
    expect(look(1)).toEqual({ active: [], past: [] });
    set([3], lost('network.unreachable'));
    look();
    expect(look(60).active).toEqual([]);
  });

  it('a loss of many tiles for one reason is one cause, though the streams that ended report it in other words', () => {
    set(range(0, 12), lost('cloud.unavailable', 503));
    set(range(12, 4), lost('media.upstream-closed'));
    look();
    const { active } = look(3);
    expect(active.map(({ cameras, error: { code } }) => ({ cameras, code }))).toEqual([
      { cameras: 16, code: 'cloud.unavailable' },
    ]);
  });

  it('a loss of many tiles for one reason silences the account when its API does not answer, or none of its tiles plays', () => {
    set(range(0, 4), lost('cloud.unavailable', 503));
    set([9], playing);
    look();
    expect(look(3).active).toMatchObject([{ isSilent: true }]);

    tracker = new OutageTracker();
    set(range(0, 4), lost('media.stalled'));
    look();
    expect(look(3).active).toMatchObject([{ cameras: 4, isSilent: false }]);
    remove([9]);
    expect(look(1).active).toMatchObject([{ cameras: 4, isSilent: true }]);
    set([0], playing);
    expect(look(1).active).toMatchObject([{ cameras: 3, isSilent: false }]);
  });

  it('an account with a common loss counts as silent while one lost tile is visible, until that tile plays', () => {
    set(range(0, 16), lost('cloud.unavailable', 503));
    look();
    look(3);
    remove(range(1, 15));
    expect(look(1).active).toMatchObject([{ cameras: 1, isSilent: true }]);
    set([7], playing);
    expect(look(1).active).toMatchObject([{ cameras: 1, isSilent: false }]);
  });

  it('a loss of many tiles for one reason is one cause per account, per recorder, and one for the client', () => {
    set(range(0, 5), lost('auth.rejected-key'));
    set(range(100, 8), lost('network.timeout'));
    set(range(200, 10), lost('device.offline'));
    set([210], lost('device.offline'));
    set(range(300, 3), lost('media.gateway-down'));
    look();
    const { active } = look(3);
    expect(active.map(({ scope, cameras }) => [scope.kind, cameras])).toEqual([
      ['device', 10],
      ['account', 8],
      ['account', 5],
      ['client', 3],
    ]);
  });

  // @promise failures.counts
  it('a loss stays the same while its tiles try again, and counts down as they come back', () => {
    set(range(0, 16), lost('cloud.unavailable'));
    look();
    const before = look(3).active[0];
    set(range(0, 16), { phase: 'opening', attempt: 1, sinceMs: nowMs });
    expect(look(1).active[0]).toBe(before);
    set(range(0, 15), playing);
    expect(look(1).active[0]).toMatchObject({ id: before?.id, cameras: 1, mostCameras: 16 });
    set(range(0, 16), playing);
    const after = look(1);
    expect(after.active).toEqual([]);
    expect(after.past).toMatchObject([{ id: before?.id, mostCameras: 16, sinceMs: START_MS, endedAtMs: nowMs }]);
  });

  it('a loss ends without a notice when the operator takes its tiles away, and continues when they come again', () => {
    set(range(0, 4), lost('cloud.unavailable'));
    look();
    look(3);
    remove(range(0, 4));
    expect(look(1)).toEqual({ active: [], past: [] });
    set(range(0, 4), lost('cloud.unavailable'));
    look(300);
    expect(look(3).active).toMatchObject([{ cameras: 4, sinceMs: START_MS }]);
  });

  it('a loss counts neither tiles that cannot be seen nor a failure that one camera has alone', () => {
    set(range(0, 8), { phase: 'parked', sinceMs: nowMs });
    set(range(10, 8), lost('media.unsupported-codec'));
    look();
    expect(look(60)).toEqual({ active: [], past: [] });
  });

  it('the last twenty losses that are over are listed', () => {
    for (let i = 0; i < 25; i++) {
      set(range(0, 4), lost('cloud.unavailable'));
      look(10);
      look(3);
      set(range(0, 4), playing);
      look(1);
    }
    const { past } = look();
    expect(past).toHaveLength(20);
    expect(past[0]?.endedAtMs).toBe(nowMs);
  });
});
