import { expect, it } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import { channelsIn } from '../../../../../../renderer/state/page/drag-types.ts';
import { headerWords, statusOf, vendorCode } from '../../../../../../renderer/features/live/tile/tile-status.ts';
import { textNow } from '../../../../../../renderer/i18n/i18n.ts';
import {
  NO_STATISTICS,
  type PlayerSnapshot,
  type PlayerState,
} from '../../../../../../renderer/media/live/player-state.ts';
import { wire } from '../../../media/player-harness.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';

await loadAllTexts();

const NOW = Date.UTC(2026, 6, 21, 2, 47, 16);
const player = (state: PlayerState, latencyMs: number | null = null): PlayerSnapshot => ({
  channelId: 'a:d/1' as ChannelId,
  profile: 'sub',
  state,
  statistics: { ...NO_STATISTICS, latencyMs },
  notice: null,
});
const words = (state: PlayerState, latencyMs: number | null = null): string =>
  headerWords(textNow(), 'en-US', player(state, latencyMs), NOW);
const failed = (code: 'device.offline' | 'auth.rejected-key', lastFrameAtMs: number | null): PlayerState => ({
  phase: 'failed',
  sinceMs: NOW - 5_000,
  retryAtMs: null,
  lastFrameAtMs,
  error: wire(code, false),
});

// @promise failures.frozen-picture
// @promise tile.state: A tile has the state of its stream: the age of a live picture, and the fault of any other.
it('the words of a tile state the age of a live picture, and the fault of any other', () => {
  expect(words({ phase: 'playing', sinceMs: 0 }, 600)).toBe('0.6 s');
  expect(words({ phase: 'delayed', sinceMs: 0 }, 4_200)).toBe('delayed 4.2 s');
  expect(words({ phase: 'frozen', sinceMs: 0, lastFrameAtMs: NOW - 12_000, rebuildAtMs: 0 })).toBe('frozen 12 s');
  expect(words(failed('auth.rejected-key', null))).toBe('cannot play');
});

it('the words of a tile name the time since when a camera is off only where a picture proves it', () => {
  expect(words(failed('device.offline', NOW - 5_700_000))).toBe('offline 1 h 35 min');
  expect(words(failed('device.offline', null))).toBe('offline');
});

it('the words of a tile never call a stall shorter than the threshold that made it one', () => {
  expect(words({ phase: 'stalled', sinceMs: 0, lastFrameAtMs: 0 }, 400)).toBe('delayed 3.0 s');
});

it('shape and veil show no veil over a picture that moves or is merely late', () => {
  expect(statusOf({ phase: 'playing', sinceMs: 0 }, 0)).toEqual({ glyph: 'live', veil: null });
  expect(statusOf({ phase: 'stalled', sinceMs: 0, lastFrameAtMs: 0 }, 0)).toEqual({ glyph: 'delayed', veil: null });
});

it('shape and veil distinguish a camera that is off from a fault of ours', () => {
  expect(statusOf(failed('device.offline', null), 0)).toMatchObject({ glyph: 'offline', veil: { kind: 'offline' } });
  expect(statusOf(failed('auth.rejected-key', null), 0)).toMatchObject({ glyph: 'error', veil: { kind: 'error' } });
});

// @promise failures.offline-device
it('shape and veil never show an unopened stream as live', () => {
  expect(statusOf({ phase: 'idle' }, 0).glyph).toBe('none');
  expect(statusOf({ phase: 'opening', attempt: 1, sinceMs: 0 }, 0).glyph).toBe('none');
});

it('the words of a tile name the code of the cloud, or the status where the cloud gave none', () => {
  const vendor = { id: 'huawei-ivm', operation: 'x', requestId: null, text: null } as const;
  const error = wire('cloud.refused', false);
  expect(vendorCode({ ...error, vendor: { ...vendor, code: 'IVM.1', httpStatus: 400 } })).toBe('IVM.1');
  expect(vendorCode({ ...error, vendor: { ...vendor, code: null, httpStatus: 503 } })).toBe('HTTP 503');
  expect(vendorCode(error)).toBeNull();
});

it('a drop reads camera ids from a drag of this client and nothing from a foreign drag', () => {
  expect(channelsIn('["a:d/1","a:d/2"]')).toEqual(['a:d/1', 'a:d/2']);
  expect(channelsIn('[1,null,"a:d/1"]')).toEqual(['a:d/1']);
  expect(channelsIn('{"x":1}')).toEqual([]);
  expect(channelsIn('not json')).toEqual([]);
});
