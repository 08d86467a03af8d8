/** A live playlist of several servers: no segment is listed twice. */
import { expect, it } from 'vitest';
import { parsePlaylist } from '../../../../../../main/media/formats/hls/hls-playlist.ts';
import { HlsResources } from '../../../../../../main/media/upstream/hls/hls-resources.ts';
import { HlsTrack } from '../../../../../../main/media/upstream/hls/hls-track.ts';

const WINDOW = 5;

function listUntil(last: number, name = 'live') {
  const first = Math.max(0, last - WINDOW + 1);
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const segments = numbers.map((n) => `#EXTINF:2,\n${name}${n}.ts`).join('\n');
  const text = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n${segments}\n`;
  const playlist = parsePlaylist(text, 'http://cloud.test/live.m3u8');
  if (playlist.kind !== 'media') throw new Error('a master');
  return playlist;
}

function trackOf(lasts: readonly number[]): { readonly files: readonly string[]; readonly rendered: string } {
  const track = new HlsTrack(new HlsResources());
  const files = new Map<number, string>();
  for (const last of lasts) {
    track.update(listUntil(last), 0);
    for (const { sequence, segment } of track.entries) files.set(sequence, segment.file);
  }
  return { files: [...files.values()], rendered: track.render() };
}

const wanted = (last: number): string[] => Array.from({ length: last + 1 }, (_, i) => `live${i}.ts`);

// @promise failures.servers-apart: A segment that was listed once is not listed again.
it.each([1, 2, 4, 12])('a live playlist lists no segment twice when each fifth answer is %i segments old', (behind) => {
  const lasts = Array.from({ length: 30 }, (_, i) => 4 + i).map((last, i) =>
    i % 5 === 4 ? Math.max(0, last - behind) : last,
  );
  const { files, rendered } = trackOf(lasts);
  expect(files).toEqual(wanted(32));
  expect(rendered).not.toContain('DISCONTINUITY\n');
});

it('a live playlist has a discontinuity where a server restarts with other segments', () => {
  const track = new HlsTrack(new HlsResources());
  track.update(listUntil(20), 0);
  expect(track.update(listUntil(1, 'again'), 0)).toBe(2);
  expect(track.render()).toContain('#EXT-X-DISCONTINUITY\n');
});

// @promise failures.servers-apart
it('a live playlist has no new segment after a renewal whose list did not change', () => {
  const track = new HlsTrack(new HlsResources());
  track.update(listUntil(9), 0);
  for (let i = 0; i < 3; i += 1) {
    track.renew();
    expect(track.update(listUntil(9), 0)).toBe(0);
  }
  expect(track.update(listUntil(10), 0)).toBe(1);
});

// @promise failures.ended-list
it('a live playlist recognises pictures that a server sends again under other numbers', () => {
  const track = new HlsTrack(new HlsResources());
  track.update(listUntil(9), 0);
  const again = listUntil(9);
  const renumbered = { ...again, segments: again.segments.map((one, i) => ({ ...one, sequence: i })) };
  expect(track.update(renumbered, 0)).toBe(0);
  const next = listUntil(10);
  const grown = { ...next, segments: next.segments.map((one, i) => ({ ...one, sequence: i + 1 })) };
  expect(track.update(grown, 0)).toBe(1);
  expect(track.entries.map(({ segment }) => segment.file)).toEqual([
    'live6.ts',
    'live7.ts',
    'live8.ts',
    'live9.ts',
    'live10.ts',
  ]);
});

// @promise failures.ended-list
it('a live playlist does not end when the camera ends it, since a player begins an ended list anew', () => {
  const track = new HlsTrack(new HlsResources());
  track.update(listUntil(9), 0);
  track.update({ ...listUntil(9), isEnded: true }, 0);
  expect(track.render()).not.toContain('ENDLIST');
  expect(track.head?.isEnded).toBe(false);
});
