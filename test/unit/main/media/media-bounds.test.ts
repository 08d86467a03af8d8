/** The limits for a media server: each is exceeded by a little and refused by its name. */
import {
  MAX_GROWING_SEGMENTS,
  MAX_KEYS_IN_A_ROW,
  MAX_LINE_CHARACTERS,
  MAX_METADATA_BYTES,
  MAX_NAL_UNITS,
  MAX_PLAYLIST_BYTES,
  MAX_RENDITIONS,
  MAX_SEGMENTS,
  MAX_SEGMENT_SAMPLES,
} from '../../../../preload/domain/bounds.ts';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../main/errors.ts';

import { FlvFanout } from '../../../../main/media/past/flv-fanout.ts';
import { FlvReader } from '../../../../main/media/formats/flv/flv-reader.ts';
import { GrowingBuffer } from '../../../../main/media/upstream/hls/growing-buffer.ts';
import { attributesIn, parsePlaylist } from '../../../../main/media/formats/hls/hls-playlist.ts';
import { HlsResources } from '../../../../main/media/upstream/hls/hls-resources.ts';
import { nalUnits } from '../../../../main/media/formats/ts/annex-b.ts';
import { AdtsPacker } from '../../../../main/media/formats/ts/hls-samples.ts';
import { HlsTrack } from '../../../../main/media/upstream/hls/hls-track.ts';
import { fileHeader } from './flv-fixtures.ts';

const BASE = 'https://media.example/live/index.m3u8';
const head = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n';
const segments = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, i) => `#EXTINF:2,\n${first + i}.ts\n`).join('');

function refusalOf(run: () => unknown): { readonly code: string; readonly detail: unknown } | null {
  try {
    run();
    return null;
  } catch (error) {
    const { code, params } = error as AppError;
    return { code, detail: params['detail'] };
  }
}
const overLimit = (detail: string) => ({ code: 'media.over-limit', detail });

it.each([
  ['with a line over 16 KB', `${head}#EXT-X-KEY:${'A'.repeat(MAX_LINE_CHARACTERS)}\n`, 'playlist-line'],
  ['with too many segments', head + '#EXTINF:,\na\n'.repeat(MAX_SEGMENTS + 1), 'playlist-segments'],
  [
    'with too many variants',
    `#EXTM3U\n${'#EXT-X-STREAM-INF:BANDWIDTH=1\nv.m3u8\n'.repeat(MAX_RENDITIONS + 1)}`,
    'playlist-renditions',
  ],
  [
    'with too many keys in a row',
    `${head}${'#EXT-X-KEY:METHOD=AES-128,URI="k"\n'.repeat(MAX_KEYS_IN_A_ROW + 1)}${segments(1)}`,
    'playlist-keys',
  ],
  [
    'with a long key that holds for every segment',
    `${head}#EXT-X-KEY:METHOD=AES-128,URI="k",X="${'x'.repeat(8_000)}"\n${segments(3_000)}`,
    'playlist-expanded',
  ],
])('a playlist is refused %s', (_, text, bound) => {
  expect(text.length).toBeLessThan(MAX_PLAYLIST_BYTES);
  expect(refusalOf(() => parsePlaylist(text, BASE))).toEqual(overLimit(bound));
});

it('a playlist is refused when every short line takes a long base address', () => {
  const base = `https://media.example/${'d/'.repeat(4_000)}index.m3u8`;
  expect(refusalOf(() => parsePlaylist(head + segments(5_000), base))).toEqual(overLimit('playlist-expanded'));
});

// @promise security.segment-years: A segment that is longer than an hour is refused, and a stretch is remembered only as
// far as it was asked for.
it.each([
  '#EXT-X-MEDIA-SEQUENCE:-1',
  '#EXT-X-MEDIA-SEQUENCE:1e300',
  '#EXT-X-MEDIA-SEQUENCE:NaN',
  '#EXT-X-TARGETDURATION:1e9',
  '#EXT-X-TARGETDURATION:Infinity',
  '#EXT-X-BYTERANGE:99999999999999999999@1',
  '#EXTINF:3601,\na.ts',
  '#EXTINF:999999999,\na.ts',
  '#EXTINF:9999999999999999999999,\na.ts',
])('a playlist is refused with the number of %s', (line) => {
  const text = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n${line}\n${segments(1)}`;
  expect(refusalOf(() => parsePlaylist(text, BASE))?.code).toBe('media.bad-stream');
});

it('a playlist is read up to every bound', () => {
  const long = `#EXT-X-KEY:METHOD=NONE,X="${'x'.repeat(MAX_LINE_CHARACTERS - 40)}"\n`;
  expect(refusalOf(() => parsePlaylist(head + long + segments(MAX_SEGMENTS), BASE))).toBeNull();
});

it('a playlist is read with attributes as the rule of the standard splits them', () => {
  expect(attributesIn('TYPE=AUDIO, GROUP-ID="a,b=c",X="open,URI=k,=,==,N=')).toEqual([
    { name: 'TYPE', value: 'AUDIO' },
    { name: 'GROUP-ID', value: '"a,b=c"' },
    { name: 'X', value: '"open' },
    { name: 'URI', value: 'k' },
    { name: 'N', value: '' },
  ]);
});

it('a playlist is read as the earlier pattern read it, for every short list of attributes', () => {
  // The pattern that was quadratic on a long line.
  const earlier = (list: string) =>
    [...list.matchAll(/([A-Z0-9-]+)=("[^"]*"|[^,]*)/g)].map(([, name, value]) => ({ name, value }));
  const letters = ['A', '=', '"', ',', 'a'];
  const differing: string[] = [];
  for (let n = 0; n < 5 ** 7; n += 1) {
    const list = Array.from({ length: 7 }, (_, i) => letters[Math.floor(n / 5 ** i) % 5]).join('');
    if (JSON.stringify(attributesIn(list)) !== JSON.stringify(earlier(list))) differing.push(list);
  }
  expect(differing).toEqual([]);
});

// @promise security.playlist-bounds
it.each(['A', '=', '"', ',', 'A=', 'A="', '="', '",', 'A=",', '-'])(
  'a playlist is read in a time that grows with its length, for a line of %j',
  (piece) => {
    const timeOf = (count: number): number => {
      const list = piece.repeat(count);
      const startMs = performance.now();
      attributesIn(list);
      return performance.now() - startMs;
    };
    // A quadratic reader needs 10,000 times as long for 100 times the length; noise may add some of it, never all.
    const ratio = (): number => timeOf(200_000) / Math.max(0.05, timeOf(2_000));
    expect(Math.min(ratio(), ratio(), ratio())).toBeLessThan(2_000);
  },
);

describe('the playlist for the page', () => {
  // @promise security.playlist-rewritten: The page gets no line of a playlist as the server wrote it.
  it('a playlist for the page contains no line as the server wrote it', () => {
    const track = new HlsTrack(new HlsResources());
    const noise = '@'.repeat(2_000);
    const text =
      `${head}#EXT-X-VERSION:1e9\n#EXT-X-PROGRAM-DATE-TIME:${noise}\n#EXTINF:2.5,${noise}\na.ts\n` +
      `#EXT-X-KEY:${noise}METHOD=AES-128,${noise},URI="k"\n#EXTINF:-1,\nb.ts\n`;
    const times = ['https://u:p@media.example/key?t=1', '2026-11-21T08:31:05.5+08:00 @', '2026-11-21T08:31:05.5+08:00'];
    const timed = times.map((time, i) => `#EXT-X-PROGRAM-DATE-TIME:${time}\n#EXTINF:1,\nt${i}.ts\n`);
    const playlist = parsePlaylist(text + timed.join(''), BASE);
    if (playlist.kind !== 'media') throw new Error('not a media playlist');
    track.update(playlist, 0);
    expect(track.render().match(/^#EXT-X-PROGRAM-DATE-TIME.*$/gm)).toEqual([
      '#EXT-X-PROGRAM-DATE-TIME:2026-11-21T00:31:05.500Z',
    ]);
    expect(track.render()).toMatch(/^#EXTINF:2\.5,$/m);
    expect(track.render()).not.toContain('@');
    const master = parsePlaylist(`#EXTM3U\n#EXT-X-STREAM-INF:${noise}BANDWIDTH=1,${noise}\nv.m3u8\n`, BASE);
    expect(JSON.stringify(master)).not.toContain('@');
  });

  it('the newest two hours of a recording that grows without end stay', () => {
    const resources = new HlsResources();
    const track = new HlsTrack(resources);
    for (let first = 0; first < 10 * MAX_GROWING_SEGMENTS; first += 2_000) {
      const text = `${head}#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-MEDIA-SEQUENCE:${first}\n${segments(2_000, first)}`;
      const playlist = parsePlaylist(text, BASE);
      if (playlist.kind === 'media') track.update(playlist, 0);
    }
    expect(track.entries.length).toBe(MAX_GROWING_SEGMENTS);
    expect(resources.size).toBeLessThan(MAX_GROWING_SEGMENTS + 300);
    expect(track.render()).toContain(`#EXT-X-MEDIA-SEQUENCE:${9 * MAX_GROWING_SEGMENTS}\n`);
    expect(track.render()).not.toContain('EVENT');
  });
});

describe('media data', () => {
  // @promise security.media-parts: Media data is bounded in NAL units, sound frames, metadata and codec descriptions,
  // and chunks of one byte are gathered in one buffer.
  it('media data may not name a picture of endless parts', () => {
    const unit = Buffer.concat(Array.from({ length: MAX_NAL_UNITS + 1 }, () => Buffer.from([0, 0, 1, 0x65])));
    expect(refusalOf(() => nalUnits(unit))).toEqual(overLimit('nal-units'));
  });

  // @promise security.media-parts
  it('media data may not contain endless sound frames', () => {
    const frame = Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x01, 0x1f, 0xfc, 0]);
    const unit = Buffer.concat(Array.from({ length: MAX_SEGMENT_SAMPLES + 1 }, () => frame));
    expect(refusalOf(() => new AdtsPacker().pack(unit))).toEqual(overLimit('segment-samples'));
  });

  const tag = (type: number, body: Buffer): Buffer => {
    const out = Buffer.alloc(15 + body.length);
    out[0] = type;
    out.writeUIntBE(body.length, 1, 3);
    body.copy(out, 11);
    return out;
  };

  // @promise security.media-parts
  it.each([
    ['metadata', tag(18, Buffer.alloc(MAX_METADATA_BYTES + 1))],
    ['sequence-header', tag(9, Buffer.concat([Buffer.from([0x17, 0]), Buffer.alloc(20_000)]))],
  ])('media data may not carry a large %s', (bound, bytes) => {
    const reader = new FlvReader(new FlvFanout({ onPicture: () => undefined }));
    reader.push(fileHeader());
    expect(refusalOf(() => reader.push(bytes))).toEqual(overLimit(bound));
  });

  // @promise security.media-parts
  it('media data is gathered whole from chunks of one byte', () => {
    const body = new GrowingBuffer();
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251));
    for (const byte of bytes) body.push(Buffer.from([byte]));
    expect(body.bytes.equals(bytes)).toBe(true);
  });
});
