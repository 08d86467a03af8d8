import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import {
  DWELL_MS,
  PreviewDwell,
  type PreviewTarget,
} from '../../../../../../renderer/features/cameras/preview/preview-dwell.ts';

const target = (name: string): PreviewTarget => ({ channelId: name as ChannelId, at: { rightPx: 264, topPx: 100 } });
const shown: (string | null)[] = [];
let dwell: PreviewDwell;

beforeEach(() => {
  vi.useFakeTimers();
  shown.length = 0;
  dwell = new PreviewDwell((now) => shown.push(now?.channelId ?? null));
});
afterEach(() => vi.useRealTimers());

describe('the preview of the list', () => {
  it('the preview opens after the pointer rested on a camera, not for a camera that the pointer crosses', () => {
    for (const name of ['a', 'b', 'c']) {
      dwell.over(target(name));
      vi.advanceTimersByTime(DWELL_MS / 2);
    }
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(DWELL_MS);
    expect(shown).toEqual(['c']);
  });

  it('the preview closes as soon as the pointer leaves, and before another opens', () => {
    dwell.over(target('a'));
    vi.advanceTimersByTime(DWELL_MS);
    dwell.over(target('b'));
    expect(shown).toEqual(['a', null]);
    vi.advanceTimersByTime(DWELL_MS);
    dwell.over(null);
    expect(shown).toEqual(['a', null, 'b', null]);
    vi.advanceTimersByTime(10 * DWELL_MS);
    expect(shown).toHaveLength(4);
  });

  it('the preview stays closed after a click until the pointer was elsewhere', () => {
    dwell.over(target('a'));
    dwell.dismiss();
    dwell.over(target('a'));
    vi.advanceTimersByTime(10 * DWELL_MS);
    expect(shown).toEqual([]);
    dwell.over(null);
    dwell.over(target('a'));
    vi.advanceTimersByTime(DWELL_MS);
    expect(shown).toEqual(['a']);
  });

  it('the preview opens and closes at once by key', () => {
    dwell.toggle(target('a'));
    dwell.toggle(target('b'));
    dwell.toggle(target('b'));
    expect(shown).toEqual(['a', null, 'b', null]);
    expect(dwell.dismiss()).toBe(false);
  });

  it('the preview leaves nothing behind when the list disappears, not even a timer', () => {
    dwell.over(target('a'));
    dwell.end();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(DWELL_MS);
    expect(shown).toEqual([]);
  });
});
