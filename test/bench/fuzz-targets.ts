/** Everything in main that reads bytes from outside, with good inputs to begin from and the failures that are answers. */
import { readFileSync } from 'node:fs';
import { parseLink, linkIn } from '../../preload/domain/links.ts';
import { AppError } from '../../main/errors.ts';
import { redact, redactUrl } from '../../main/log.ts';
import { FlvReader } from '../../main/media/formats/flv/flv-reader.ts';
import {
  audioFormat,
  audioRole,
  flvHeader,
  needsSequenceHeader,
  videoCodec,
  videoRole,
} from '../../main/media/formats/flv/flv-tags.ts';
import { fileNamePart } from '../../preload/domain/exports/clip-name.ts';
import { parsePlaylist } from '../../main/media/formats/hls/hls-playlist.ts';
import { nalUnits } from '../../main/media/formats/ts/annex-b.ts';
import { AdtsPacker, AvcPacker } from '../../main/media/formats/ts/hls-samples.ts';
import { KeyPictureReader } from '../../main/media/formats/ts/key-picture.ts';
import { isTransportStream, TsReader } from '../../main/media/formats/ts/hls-ts.ts';
import { TimeShift } from '../../main/media/formats/ts/time-shift.ts';
import { avcSize, hevcSize } from '../../preload/domain/console/parameter-sets.ts';
import { decodeAmf, encodeAmf } from '../../main/media/formats/rtmp/rtmp-amf0.ts';
import { RtmpChunkReader, toChunks } from '../../main/media/formats/rtmp/rtmp-chunks.ts';
import { RtmpHandshake } from '../../main/media/upstream/rtmp/rtmp-handshake.ts';
import { RtmpSession } from '../../main/media/upstream/rtmp/rtmp-session.ts';
import { parseRtmpUrl } from '../../main/media/upstream/rtmp/rtmp-url.ts';
import { parseMediaUrl } from '../../main/media/upstream/http-open.ts';
import { readWallFile } from '../../main/services/walls/wall-file-format.ts';
import { checkEndpoint } from '../../main/services/accounts/account-input.ts';
import { excessIn } from '../../main/json-bounds.ts';
import { parseLossless } from '../../main/vendors/core/http/lossless.ts';
import { parseRetryAfter } from '../../main/vendors/core/http/retry.ts';
import { windowOfUrl } from '../../main/hosts/window-address.ts';
import { createRandom, type Random } from './soak-random.ts';
import { hostileBytes, hostileText } from './fuzz-mutate.ts';
import { answerTargets } from './fuzz-answers.ts';
import { evidenceTargets } from './fuzz-evidence.ts';

export interface Target {
  readonly name: string;
  /** Makes one input and lets the code read it. @throws only what {@link isAnswer} knows. */
  readonly run: (random: Random) => void | Promise<void>;
}

const clip = (name: string): Buffer => {
  const file = new URL(`../simulator/media/clips/${name}`, import.meta.url);
  return readFileSync(file).subarray(0, 20_000);
};

/** Whether a failure is one that the code intends: every other failure is a crash. */
export function isAnswer(error: unknown): boolean {
  return error instanceof AppError || error instanceof SyntaxError || error instanceof URIError;
}

const text = (name: string, seeds: readonly string[], read: (input: string) => unknown): Target => ({
  name,
  run: (random) => void read(hostileText(seeds, random)),
});
const bytes = (name: string, seeds: readonly Buffer[], read: (input: Buffer) => unknown): Target => ({
  name,
  run: (random) => void read(hostileBytes(seeds, random)),
});

const PLAYLISTS = [
  '#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-MAP:URI="i.mp4",BYTERANGE="720@0"\n#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x1\n#EXTINF:2.0,\n#EXT-X-BYTERANGE:100@0\na.ts\n#EXT-X-DISCONTINUITY\n#EXTINF:2,x\nb.ts?c=1\n',
  '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=640x360\nlow/index.m3u8\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="n",URI="a.m3u8"\n',
  '#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:00Z\n#EXTINF:1,\n1.ts\n#EXT-X-ENDLIST\n',
];
const URLS = [
  'https://cdn.example/live/a.m3u8?token=abc',
  'rtmp://host:1935/app/stream?x=1',
  'http://[::1]:80/',
  'https://user:pw@host/p',
];
const WALL_FILE = JSON.stringify({
  format: 'lanner.walls',
  version: 1,
  accounts: [{ key: 'a', vendor: 'huawei-ivm', label: 'IVM' }],
  cameras: [{ key: 'c', account: 'a', device: 'd', channel: '0', name: 'Gate', number: 101 }],
  walls: [{ name: 'W', folder: null, layout: 4, isLocked: false, tiles: [{ tile: 0, camera: 'c', aspect: 'fit' }] }],
});
const COMMAND = encodeAmf(['onStatus', 0, null, new Map([['code', 'NetStream.Play.Start']])]);
const CHUNKS = toChunks({ type: 20, streamId: 0, timestampMs: 0, body: COMMAND }, 3);
const HANDSHAKE = Buffer.concat([Buffer.from([3]), Buffer.alloc(3_072, 7)]);
const H264 = clip('lobby.sub.h264');
const TAG = Buffer.concat([
  Buffer.from([9, 0, 0, 9, 0, 0, 40, 0, 0, 0, 0, 0x17, 1, 0, 0, 0, 1, 2, 3, 4]),
  Buffer.from([0, 0, 0, 20]),
]);
const FLV = Buffer.concat([flvHeader({ audio: true, video: true }), TAG, TAG, TAG]);
const TS = Buffer.concat(
  Array.from({ length: 12 }, (_, i) => Buffer.concat([Buffer.from([0x47, 0x40, i % 3, 0x10]), Buffer.alloc(184, i)])),
);
/** Packets with a program clock, and a picture with both of its times. */
const TIMED = Buffer.concat([
  TS,
  ...Array.from({ length: 4 }, () =>
    Buffer.concat([
      Buffer.from([0x47, 0x41, 0, 0x30, 7, 0x50, 0, 1, 2, 3, 0x7e, 0, 0, 0, 1, 0xe0, 0, 0, 0x80, 0xc0, 10]),
      Buffer.from([0x31, 0, 1, 0, 1, 0x11, 0, 1, 0, 1]),
      Buffer.alloc(157, 9),
    ]),
  ),
]);
const ADTS = Buffer.concat(
  Array.from({ length: 4 }, () => Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x01, 0x7f, 0xfc, 1, 2, 3, 4])),
);
const NEVER = (): void => {};

/** A parameter set that ends early is reported with a RangeError, and its caller handles that. */
function meant(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

function readFlv(input: Buffer): void {
  const reader = new FlvReader({
    onHeader: NEVER,
    onTag: (_type, block, start, end) => {
      videoRole(block, start, end);
      audioRole(block, start, end);
      audioFormat(block, start);
      needsSequenceHeader(block, start);
      videoCodec(block, start, end);
    },
  });
  reader.push(input);
}

function readTs(input: Buffer): void {
  isTransportStream(input);
  new TsReader().read(input);
  new KeyPictureReader().push(input);
}

function talkRtmp(input: Buffer): void {
  const events = { send: NEVER, onPlaying: NEVER, onAudio: NEVER, onVideo: NEVER, onData: NEVER, onAggregate: NEVER };
  const session = new RtmpSession(parseRtmpUrl('rtmp://host/app/stream'), events);
  session.start();
  session.receive(HANDSHAKE);
  session.receive(input);
}

function moveTimes(input: Buffer): void {
  const shift = new TimeShift((first) => 900_000 - first);
  const half = Math.floor(input.length / 2);
  const out = [shift.push(input.subarray(0, half)), shift.push(input.subarray(half)), shift.end()];
  if (Buffer.concat(out).length !== input.length) throw new Error('the segment has another length');
}

export const TARGETS: readonly Target[] = [
  text('HLS playlist', PLAYLISTS, (input) => parsePlaylist(input, 'https://cdn.example/live/a.m3u8')),
  text('media URL', URLS, parseMediaUrl),
  text('RTMP URL', URLS, parseRtmpUrl),
  text('page URL', ['http://127.0.0.1:1/?window=a', '//', ...URLS], (input) =>
    windowOfUrl(input, 'http://127.0.0.1:1'),
  ),
  text('endpoint of an account', URLS, checkEndpoint),
  text('link', ['lanner://camera/a%7Cb', 'lanner://wall/w'], (input) => [linkIn(input), parseLink(input)]),
  text('wall file', [WALL_FILE], readWallFile),
  text('file name', ['Gate 4', '../../etc/passwd', 'CON'], fileNamePart),
  text('log text', ['GET https://a.example/tok/x?y=1 failed', ...URLS], (input) => [redact(input), redactUrl(input)]),
  text('JSON of a cloud', ['{"total":1,"devices":[{"device_id":12345678901234567890}]}', '[[[[1]]]]'], (input) =>
    excessIn(input) === null ? parseLossless(input) : null,
  ),
  text('Retry-After', ['120', 'Wed, 21 Oct 2026 07:28:00 GMT'], (input) => parseRetryAfter(input, 0)),
  bytes('FLV', [FLV], readFlv),
  bytes('FLV tag', [TAG.subarray(11)], (input) => [
    videoRole(input, 0, input.length),
    videoCodec(input, 0, input.length),
  ]),
  bytes('AMF0', [COMMAND], decodeAmf),
  bytes('RTMP chunks', [CHUNKS], (input) => new RtmpChunkReader(NEVER).push(input)),
  bytes('RTMP handshake', [HANDSHAKE], (input) => new RtmpHandshake().push(input)),
  bytes('RTMP session', [CHUNKS, Buffer.concat([CHUNKS, CHUNKS])], talkRtmp),
  bytes('MPEG-TS', [TS], readTs),
  bytes('times of an MPEG-TS', [TIMED, TS], moveTimes),
  bytes('H.264', [H264], (input) => [
    nalUnits(input),
    ...nalUnits(input).map((unit) => new AvcPacker().pack(unit, 0, true)),
  ]),
  bytes('ADTS', [ADTS], (input) => new AdtsPacker().pack(input)),
  bytes('SPS', nalUnits(H264).slice(0, 2), (input) => [meant(() => avcSize(input)), meant(() => hevcSize(input))]),
  ...answerTargets(),
  ...evidenceTargets(),
];

export const randomOf = (seed: number, target: number, input: number): Random =>
  createRandom((seed * 0x9e37_79b1 + target * 0x85eb_ca6b + input * 0xc2b2_ae35) >>> 0);
