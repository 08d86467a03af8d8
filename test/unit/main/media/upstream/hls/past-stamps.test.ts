import { describe, expect, it } from 'vitest';
import { parsePlaylist, type MediaPlaylist } from '../../../../../../main/media/formats/hls/hls-playlist.ts';
import { momentOf, spansOf, stamped } from '../../../../../../main/media/upstream/hls/past-stamps.ts';

const FROM = Date.UTC(2026, 2, 1, 10);
const STRETCH = { fromMs: FROM, toMs: FROM + 7_200_000 };

interface Given {
  /** Milliseconds after the begin of the stretch, or the text as written; null for none. */
  readonly at?: number | string | null;
  readonly sec?: number;
  readonly isBreak?: boolean;
}

/** The moments that the segments of a playlist get, in seconds from the begin of the stretch, and how they are known. */
function moments(given: readonly Given[]): readonly [readonly number[], string] {
  const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:10'];
  for (const [i, { at = null, sec = 4, isBreak = false }] of given.entries()) {
    if (isBreak) lines.push('#EXT-X-DISCONTINUITY');
    const text = typeof at === 'number' ? new Date(FROM + at).toISOString() : at;
    if (text !== null) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${text}`);
    lines.push(`#EXTINF:${sec},`, `${i}.ts`);
  }
  const playlist = parsePlaylist([...lines, '#EXT-X-ENDLIST'].join('\n'), 'http://cloud/') as MediaPlaylist;
  const { segments, stamps } = stamped(playlist, STRETCH);
  return [segments.map(({ fromMs }) => (fromMs - FROM) / 1_000), stamps];
}

describe('moments of segments', () => {
  // @promise playback.moments: The moments are those of the cloud.
  it('moments come from the date-times of the cloud, over gaps too', () => {
    expect(moments([{ at: 0 }, { at: 4_000 }, { at: 60_000, isBreak: true }])).toEqual([[0, 4, 60], 'cloud']);
  });

  it('one date-time at the begin of a run counts for all segments of the run, and for those before it', () => {
    expect(moments([{}, { at: 4_000 }, {}, { at: 60_000, isBreak: true }, {}])).toEqual([[0, 4, 8, 60, 64], 'cloud']);
  });

  // @promise playback.moments
  it('moments without date-times are counted from the begin of the stretch and marked as estimated', () => {
    expect(moments([{}, { sec: 6 }, {}])).toEqual([[0, 4, 10], 'estimated']);
  });

  it('the moments behind a break without a date-time are estimates', () => {
    expect(moments([{ at: 0 }, { isBreak: true }])).toEqual([[0, 4], 'estimated']);
  });

  // @promise playback.moments
  it('a date-time that runs backwards is not believed, and those that go forward again are', () => {
    expect(moments([{ at: 0 }, { at: 4_000 }, { at: 1_000 }, { at: 12_000 }])).toEqual([[0, 4, 8, 12], 'estimated']);
  });

  // @promise failures.gaps: A gap stays a gap, and each segment has its own moment.
  it('a moment with a date-time does not move when lengths of segments are wrong', () => {
    expect(moments([{ at: 0, sec: 10 }, { at: 4_000, sec: 1 }, { at: 8_000 }])).toEqual([[0, 4, 8], 'cloud']);
  });

  // @promise playback.moments
  // @promise failures.gaps
  it('a clock that is days off is not believed at all', () => {
    const day = 86_400_000;
    expect(moments([{ at: 3 * day }, { at: 3 * day + 4_000 }])).toEqual([[0, 4], 'estimated']);
  });

  // @promise failures.zone-of-hours
  it('the distances between date-times are right although the clock is days off or the zone is left out, and gaps are seen', () => {
    const off = 3 * 86_400_000 + 123;
    expect(moments([{ at: off }, { at: off + 4_000 }, { at: off + 304_000 }])).toEqual([[0, 4, 304], 'estimated']);
    const local = (seconds: number): string => `2026-03-01T15:${new Date(seconds * 1_000).toISOString().slice(14, 19)}`;
    const without = [{ at: local(50) }, { at: local(54) }, { at: local(354) }, {}];
    expect(moments(without)).toEqual([[50, 54, 354, 358], 'estimated']);
  });

  // @promise failures.zone-of-hours: A date-time with hours alone as its zone is read as that zone, and without a zone
  // the distances hold.
  it('a zone of hours alone is the zone', () => {
    const from = ['2026-03-01T04:00:20-06', '2026-03-01T04:00:24.0-06', '2026-03-01T04:05:24-06'];
    expect(moments(from.map((at) => ({ at })))).toEqual([[20, 24, 324], 'cloud']);
    expect(momentOf('2026-03-01')).toBeNull();
  });

  it('date-times with an offset are understood in each spelling; without a zone they name no moment', () => {
    const expected = Date.UTC(2026, 2, 1, 2);
    for (const text of ['2026-03-01T10:00:00+08:00', '2026-03-01T10:00:00.000+0800', '2026-03-01T02:00:00Z'])
      expect(momentOf(text), text).toBe(expected);
    for (const text of ['2026-03-01T10:00:00', 'soon', '', '-271821-04-20T00:00:00Z', null])
      expect(momentOf(text), String(text)).toBeNull();
  });
});

describe('spans', () => {
  const segment = (fromMs: number, isGap = false) => ({
    fromMs,
    toMs: fromMs + 4_000,
    segment: {
      sequence: 0,
      url: 'http://cloud/0.ts',
      file: '0.ts',
      duration: '4',
      range: null,
      keys: [],
      map: null,
      isDiscontinuous: false,
      programTime: null,
      isGap,
    },
  });

  it('consecutive segments are one span, small steps of rounding included; lost segments are no part of it', () => {
    const spans = spansOf([segment(0), segment(4_200), segment(60_000), segment(64_000, true), segment(68_000)]);
    expect(spans).toEqual([
      { fromMs: 0, toMs: 8_200 },
      { fromMs: 60_000, toMs: 64_000 },
      { fromMs: 68_000, toMs: 72_000 },
    ]);
  });
});
