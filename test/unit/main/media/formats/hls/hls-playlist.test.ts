import { describe, expect, it } from 'vitest';
import { parsePlaylist } from '../../../../../../main/media/formats/hls/hls-playlist.ts';
import type { MediaPlaylist } from '../../../../../../main/media/formats/hls/hls-playlist.ts';
import { HlsResources } from '../../../../../../main/media/upstream/hls/hls-resources.ts';
import { HlsTrack } from '../../../../../../main/media/upstream/hls/hls-track.ts';

const NOW_MS = 1_700_000_000_000;
const BASE = 'https://media.example/live/cam/index.m3u8?token=t0p-secret';

function media(text: string, base = BASE): MediaPlaylist {
  const playlist = parsePlaylist(`#EXTM3U\n#EXT-X-TARGETDURATION:2\n${text}`, base);
  if (playlist.kind !== 'media') throw new Error('not a media playlist');
  return playlist;
}

const live = (first: number, count: number, session = 's1'): MediaPlaylist => {
  const segments = Array.from({ length: count }, (_, i) => `#EXTINF:2.0,\n/${session}/${first + i}.ts?q=${session}`);
  return media(`#EXT-X-MEDIA-SEQUENCE:${first}\n${segments.join('\n')}`);
};

const names = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('reading', () => {
  it('the playlist reader makes addresses absolute, whatever their form', () => {
    const { segments } = media(
      '#EXTINF:2,\na.ts\n#EXTINF:2,\n/b.ts\n#EXTINF:2,\n//other.example/c.ts\n#EXTINF:2,\n../d.ts?x=1',
    );
    expect(segments.map(({ url }) => url)).toEqual([
      'https://media.example/live/cam/a.ts',
      'https://media.example/b.ts',
      'https://other.example/c.ts',
      'https://media.example/live/d.ts?x=1',
    ]);
  });

  it('the playlist reader makes byte ranges explicit', () => {
    const { segments } = media(
      '#EXTINF:2,\n#EXT-X-BYTERANGE:100@50\na.ts\n#EXTINF:2,\n#EXT-X-BYTERANGE:30\na.ts\n#EXTINF:2,\n#EXT-X-BYTERANGE:9\nb.ts',
    );
    expect(segments.map(({ range }) => range)).toEqual([
      { offset: 50, length: 100 },
      { offset: 150, length: 30 },
      { offset: 0, length: 9 },
    ]);
  });

  it('the playlist reader reads a master playlist with renditions', () => {
    const text =
      '#EXTM3U\r\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="x, y",URI="audio.m3u8"\r\n' +
      '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.64001f,mp4a.40.2",AUDIO="a"\r\nvideo/low.m3u8\r\n';
    const master = parsePlaylist(text, BASE);
    if (master.kind !== 'master') throw new Error('not a master playlist');
    expect(master.codecs).toBe('avc1.64001f,mp4a.40.2');
    expect(master.renditions.map(({ url }) => url)).toEqual([
      'https://media.example/live/cam/audio.m3u8',
      'https://media.example/live/cam/video/low.m3u8',
    ]);
    expect(master.renditions[0]?.attributes).toBe('TYPE=AUDIO,GROUP-ID="a",NAME="x, y"');
  });

  it.each(['', '<html>', '#EXTM3U', '#EXTM3U\n#EXT-X-TARGETDURATION:x\n#EXTINF:1,\na.ts'])(
    'the playlist reader refuses %j',
    (text) => {
      expect(() => parsePlaylist(text, BASE)).toThrow(expect.objectContaining({ code: 'media.bad-stream' }));
    },
  );
});

describe('the target duration', () => {
  it.each([
    ['0', '#EXT-X-TARGETDURATION:0\n#EXTINF:3.2,\na.ts\n#EXTINF:2,\nb.ts', 4],
    ['none', '#EXTINF:0.4,\na.ts', 1],
    ['0 and no segment yet', '#EXT-X-TARGETDURATION:0', 1],
  ])('a playlist with the target duration %s plays: the longest segment counts', (_written, text, expected) => {
    expect(parsePlaylist(`#EXTM3U\n${text}`, BASE)).toMatchObject({ kind: 'media', targetDurationSec: expected });
  });

  // @promise failures.target-duration: A playlist without a target duration plays by its longest segment.
  it('a playlist whose longest segment is out of bounds is refused', () => {
    expect(() => parsePlaylist('#EXTM3U\n#EXTINF:999999999,\na.ts', BASE)).toThrow(
      expect.objectContaining({ code: 'media.bad-stream' }),
    );
  });
});

describe('the playlist for the page', () => {
  it('the zone of a date-time is written as players read it', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(media('#EXT-X-PROGRAM-DATE-TIME:2026-03-01T04:00:00-06\n#EXTINF:2,\na.ts'), NOW_MS);
    expect(track.render()).toContain('#EXT-X-PROGRAM-DATE-TIME:2026-03-01T10:00:00.000Z\n');
  });

  it('the playlist for the page names nothing of the upstream', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(
      media(
        '#EXT-X-KEY:METHOD=AES-128,URI="https://media.example/key?token=t0p-secret"\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:2,\na.m4s',
      ),
      NOW_MS,
    );
    expect(track.render()).not.toMatch(/example|secret|init\.mp4|a\.m4s/);
    expect(track.render()).toMatch(/#EXT-X-MAP:URI="i\w+\.mp4"/);
  });

  it('the playlist for the page names the right keys although its numbers may differ from the upstream', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(
      media('#EXT-X-MEDIA-SEQUENCE:255\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts'),
      NOW_MS,
    );
    const lines = track
      .render()
      .split('\n')
      .filter((line) => line.startsWith('#EXT-X-KEY'));
    expect(lines).toEqual([
      '#EXT-X-KEY:METHOD=AES-128,URI="k2.bin",IV=0x000000000000000000000000000000ff',
      '#EXT-X-KEY:METHOD=AES-128,URI="k2.bin",IV=0x00000000000000000000000000000100',
    ]);
  });

  it('the playlist for the page ends an encrypted run where the upstream ends it', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(
      media('#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x1\n#EXTINF:2,\na.ts\n#EXT-X-KEY:METHOD=NONE\n#EXTINF:2,\nb.ts'),
      NOW_MS,
    );
    const keys = track
      .render()
      .split('\n')
      .filter((line) => line.startsWith('#EXT-X-KEY'));
    expect(keys).toEqual(['#EXT-X-KEY:METHOD=AES-128,IV=0x1,URI="k2.bin"', '#EXT-X-KEY:METHOD=NONE']);
  });

  it('the playlist for the page slides with the upstream, and each segment has the same name throughout', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(live(10, 5), NOW_MS);
    const before = names(track.render());
    expect(track.update(live(12, 5), NOW_MS)).toBe(2);
    const text = track.render();
    expect(names(text).slice(0, 3)).toEqual(before.slice(2));
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:12\n');
  });

  it('the playlist for the page counts discontinuities that left the list', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(
      media('#EXTINF:2,\n0.ts\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\n1.ts\n#EXTINF:2,\n2.ts\n#EXTINF:2,\n3.ts'),
      NOW_MS,
    );
    track.update(
      media('#EXT-X-MEDIA-SEQUENCE:2\n#EXTINF:2,\n2.ts\n#EXTINF:2,\n3.ts\n#EXTINF:2,\n4.ts\n#EXTINF:2,\n5.ts'),
      NOW_MS,
    );
    expect(track.render()).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:1\n');
    expect(track.render()).not.toContain('#EXT-X-DISCONTINUITY\n');
  });
});

describe('a new upstream address', () => {
  it('a stream that was resolved anew has no discontinuity where its segments are known, at their new addresses', () => {
    const resources = new HlsResources();
    const track = new HlsTrack(resources);
    track.update(live(10, 5, 's1'), NOW_MS);
    track.renew();
    expect(track.update(live(12, 5, 's2'), NOW_MS)).toBe(2);
    const text = track.render();
    expect(text).not.toContain('#EXT-X-DISCONTINUITY\n');
    for (const name of names(text)) expect(resources.get(name)?.url).toContain('/s2/');
  });

  it('a stream that was resolved anew as another stream begins after a discontinuity, with rising numbers', () => {
    const track = new HlsTrack(new HlsResources());
    track.update(live(10, 5), NOW_MS);
    track.renew();
    track.update(live(0, 3), NOW_MS);
    const text = track.render();
    expect(text.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1);
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:14\n');
    expect(names(text)).toHaveLength(4);
  });

  it('a recording that was resolved anew gets its new addresses, and its length is unchanged', () => {
    const resources = new HlsResources();
    const track = new HlsTrack(resources);
    const vod = (session: string) =>
      media(`#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:4,\n/${session}/0.ts\n#EXTINF:4,\n/${session}/1.ts\n#EXT-X-ENDLIST`);
    track.update(vod('s1'), NOW_MS);
    const before = track.render();
    track.renew();
    track.update(vod('s2'), NOW_MS);
    expect(track.render()).toBe(before);
    for (const name of names(before)) expect(resources.get(name)?.url).toContain('/s2/');
  });

  it('the memory for a stream that was resolved anew is bounded over a day of live segments', () => {
    const resources = new HlsResources();
    const track = new HlsTrack(resources);
    for (let first = 0; first < 20_000; first += 3) track.update(live(first, 5), NOW_MS);
    expect(resources.size).toBeLessThan(300);
  });
});
