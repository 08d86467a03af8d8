import { execFile, execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crc32Mpeg } from './ts.ts';
import type { MediaServer } from './types.ts';
import { PATIENT } from '../../patience.ts';
import { openServer } from './support.ts';

const FROM_MS = 1_780_000_000_000;
const PID_VIDEO = 0x100;
let server: MediaServer;

beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

async function text(path: string): Promise<string> {
  const response = await fetch(`${server.origin}${path}`);
  expect(response.status).toBe(200);
  return response.text();
}

async function bytes(path: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${server.origin}${path}`)).arrayBuffer());
}

const urisOf = (playlist: string): string[] => playlist.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
const tagOf = (playlist: string, name: string): number =>
  Number(new RegExp(`#EXT-X-${name}:(\\d+)`).exec(playlist)?.[1]);

async function openLive(): Promise<string> {
  const [uri = ''] = urisOf(await text('/hls-live/sub/c1'));
  return uri;
}

interface Packet {
  readonly pid: number;
  readonly counter: number;
  readonly isStart: boolean;
  readonly hasPayload: boolean;
  readonly raw: Buffer;
}

function packetsOf(segment: Buffer): Packet[] {
  expect(segment.length % 188).toBe(0);
  return Array.from({ length: segment.length / 188 }, (_, i) => {
    const raw = segment.subarray(i * 188, i * 188 + 188);
    expect(raw[0]).toBe(0x47);
    const flags = raw[3] ?? 0;
    const word = raw.readUInt16BE(1);
    return {
      pid: word & 0x1fff,
      isStart: (word & 0x4000) !== 0,
      hasPayload: (flags & 0x10) !== 0,
      counter: flags & 15,
      raw,
    };
  });
}

function ptsOf({ raw }: Packet): number {
  const pes = 5 + (raw[4] ?? 0);
  expect(raw.readUIntBE(pes, 3)).toBe(1);
  const at = pes + 9;
  return (
    ((raw[at] ?? 0) & 0x0e) * 2 ** 29 + (raw.readUInt16BE(at + 1) >> 1) * 2 ** 15 + (raw.readUInt16BE(at + 3) >> 1)
  );
}

function pcrOf({ raw }: Packet): number {
  return raw.readUInt32BE(6) * 2 + ((raw[10] ?? 0) >> 7);
}

describe('HLS playlists', () => {
  it('a live playlist is a sliding window of finished segments that a single-use URL can reload without end', async () => {
    const uri = await openLive();
    const playlist = await text(uri);
    expect(playlist).not.toContain('#EXT-X-ENDLIST');
    expect(tagOf(playlist, 'TARGETDURATION')).toBe(2);
    expect(urisOf(playlist)).toHaveLength(5);
    const sequence = tagOf(playlist, 'MEDIA-SEQUENCE');
    expect(urisOf(playlist)[0]).toMatch(new RegExp(`/${sequence}\\.ts$`));
    await expect.poll(() => text(uri), PATIENT).not.toBe(playlist);
    const later = await text(uri);
    expect(tagOf(later, 'MEDIA-SEQUENCE')).toBe(sequence + 1);
    expect(urisOf(later).slice(0, 4)).toEqual(urisOf(playlist).slice(1));
  });

  it('segments of the future, of the distant past, and of other sessions are refused', async () => {
    const uri = await openLive();
    const sequence = tagOf(await text(uri), 'MEDIA-SEQUENCE');
    const status = async (file: string): Promise<number> =>
      (await fetch(`${server.origin}${uri.replace('live.m3u8', file)}`)).status;
    expect(await status(`${sequence - 1}.ts`)).toBe(200);
    expect(await status(`${sequence + 9}.ts`)).toBe(404);
    expect(await status(`${sequence - 60}.ts`)).toBe(404);
    expect(await status('../x')).toBe(404);
    expect((await fetch(`${server.origin}/media-session/none/1.ts`)).status).toBe(404);
  });

  it('a recording is covered from its first to its last second, and its list is closed', async () => {
    const playlist = await text(`/hls-vod/sub/c1?from=${FROM_MS}&to=${FROM_MS + 21_000}`);
    const durations = [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map(([, sec]) => Number(sec));
    const startMs = Date.parse(/PROGRAM-DATE-TIME:(.*)/.exec(playlist)?.[1] ?? '');
    const totalMs = durations.reduce((sum, sec) => sum + sec * 1000, 0);
    expect(playlist.trimEnd().endsWith('#EXT-X-ENDLIST')).toBe(true);
    expect(startMs).toBeLessThanOrEqual(FROM_MS);
    expect(startMs).toBeGreaterThan(FROM_MS - 1000);
    expect(startMs + totalMs).toBeGreaterThanOrEqual(FROM_MS + 21_000);
    expect(startMs + totalMs).toBeLessThan(FROM_MS + 22_000);
    expect(Math.max(...durations)).toBeLessThanOrEqual(tagOf(playlist, 'TARGETDURATION'));
  });

  it('a segment of a recording is a file of which a part can be had; a live segment comes whole', async () => {
    const partOf = async (uri: string, range: string) => {
      const response = await fetch(`${server.origin}${uri}`, { headers: { Range: range } });
      const { status, headers } = response;
      return { status, range: headers.get('content-range'), bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const [uri = ''] = urisOf(await text(`/hls-vod/sub/c1?from=${FROM_MS}&to=${FROM_MS + 21_000}`));
    const whole = await bytes(uri);
    const part = await partOf(uri, 'bytes=188-1127');
    expect(part).toEqual({ status: 206, range: `bytes 188-1127/${whole.length}`, bytes: whole.subarray(188, 1_128) });
    expect((await partOf(uri, `bytes=${whole.length}-`)).status).toBe(200);
    const live = urisOf(await text((await openLive()).replace(server.origin, '')));
    expect((await partOf(live.at(-1) ?? '', 'bytes=0-187')).status).toBe(200);
  });

  it('requests wait while stalled and are answered on resume', async () => {
    const uri = await openLive();
    server.stall({ kind: 'hls-live' });
    let isAnswered = false;
    const held = text(uri).then((playlist) => {
      isAnswered = true;
      return playlist;
    });
    await text(`/hls-vod/sub/c1?from=${FROM_MS}&to=${FROM_MS + 4000}`);
    expect(isAnswered).toBe(false);
    server.resume();
    expect(await held).toContain('#EXTM3U');
  });

  it('a reset cuts a segment in the middle, and the next request is served', async () => {
    const uri = await openLive();
    const [segment = ''] = urisOf(await text(uri));
    expect(server.reset({ cameraKey: 'c1' })).toBe(1);
    await expect(bytes(segment)).rejects.toThrow();
    expect((await bytes(segment)).length).toBeGreaterThan(188);
  });
});

describe('transport stream segments', () => {
  async function vodSegments(profile: 'sub' | 'main'): Promise<Buffer[]> {
    const playlist = await text(`/hls-vod/${profile}/c1?from=${FROM_MS}&to=${FROM_MS + 22_000}`);
    return Promise.all(urisOf(playlist).map(bytes));
  }

  it('transport stream segments join without a jump of counters or times, over the loop of the clip too', async () => {
    const packets = (await vodSegments('sub')).flatMap(packetsOf);
    const last = new Map<number, number>();
    for (const { pid, counter, hasPayload } of packets) {
      expect(hasPayload).toBe(true);
      if (last.has(pid)) expect(counter).toBe(((last.get(pid) ?? 0) + 1) % 16);
      last.set(pid, counter);
    }
    const starts = packets.filter(({ pid, isStart }) => pid === PID_VIDEO && isStart);
    const times = starts.map(ptsOf);
    times.slice(1).forEach((pts, i) => expect(Math.abs(pts - (times[i] ?? 0) - 6000)).toBeLessThan(90));
    starts.forEach((packet, i) => {
      expect(pcrOf(packet)).toBeLessThan(times[i] ?? 0);
      expect(pcrOf(packet)).toBeGreaterThan((times[i] ?? 0) - 90_000);
    });
  });

  it('transport stream segments begin with tables whose checksums are right, then a key frame that may be entered at random', async () => {
    for (const segment of await vodSegments('main')) {
      const [pat, pmt, video] = packetsOf(segment);
      for (const table of [pat, pmt]) {
        const length = (table?.raw.readUInt16BE(6) ?? 0) & 0xfff;
        expect(crc32Mpeg(table?.raw.subarray(5, 8 + length) ?? Buffer.alloc(1))).toBe(0); // a CRC over itself is 0
      }
      expect(pat?.pid).toBe(0);
      expect(video?.pid).toBe(PID_VIDEO);
      expect((video?.raw[5] ?? 0) & 0x40).toBe(0x40);
    }
  });

  it.skipIf(!hasFfmpeg()).each(['sub', 'main'] as const)(
    'transport stream segments decode in ffmpeg without a complaint (%s)',
    async (profile) => {
      const url = `${server.origin}/hls-vod/${profile}/c1?from=${FROM_MS}&to=${FROM_MS + 12_000}`;
      const wanted = (profile === 'sub' ? 15 : 25) * 12;
      const args = [
        '-v',
        'warning',
        '-xerror',
        '-i',
        url,
        '-vf',
        'crop=iw:24:0:ih-24,signalstats,metadata=print:file=-',
        '-f',
        'null',
        '-',
      ];
      const { stdout, stderr } = await promisify(execFile)('ffmpeg', args, { maxBuffer: 1 << 26 });
      expect(stderr).toBe('');
      const brightest = [...stdout.matchAll(/signalstats\.YMAX=(\d+)/g)].map(([, luma]) => Number(luma));
      expect(brightest.length).toBeGreaterThanOrEqual(wanted);
      expect(Math.min(...brightest)).toBeGreaterThan(150); // the caption's ink, in every picture
    },
  );
});

function hasFfmpeg(): boolean {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it.each(['//', '//a:b@', '*', 'http://', '/%'])(
  'a request for %s is refused, and the server answers the next one',
  async (path) => {
    const refused = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: new URL(server.origin).port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(refused).toBeGreaterThanOrEqual(400);
    expect(refused).toBeLessThan(500);
    await text('/hls-live/sub/c1');
  },
);
