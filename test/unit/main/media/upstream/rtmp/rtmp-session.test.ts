import { describe, expect, it } from 'vitest';
import { decodeAmf } from '../../../../../../main/media/formats/rtmp/rtmp-amf0.ts';
import { RtmpChunkReader } from '../../../../../../main/media/formats/rtmp/rtmp-chunks.ts';
import { RtmpSession } from '../../../../../../main/media/upstream/rtmp/rtmp-session.ts';
import { parseRtmpUrl } from '../../../../../../main/media/upstream/rtmp/rtmp-url.ts';
import { amf, command, message, uint32 } from '../../rtmp-fixtures.ts';

const SECRET = 'auth_key=1-0-0-abc';
const GREETING = Buffer.concat([Buffer.from([3]), Buffer.alloc(2 * 1536, 5)]);
const STREAM_ID = 7;

const connected = command('_result', 1, {}, { level: 'status', code: 'NetConnection.Connect.Success' });
const created = command('_result', 2, null, STREAM_ID);
const status = (code: string, level = 'status'): Buffer =>
  command('onStatus', 0, null, { level, code, description: `rtmp://a.example/live/cam?${SECRET}` });
const started = status('NetStream.Play.Start');
const control = (type: number, body: Buffer): Buffer => message({ type, ms: 0, body, streamId: 0 }, { chunkStream: 2 });
const userControl = (event: number, ...values: number[]): Buffer =>
  control(4, Buffer.concat([Buffer.from([0, event]), uint32(...values)]));
const video = (ms = 0): Buffer => message({ type: 9, ms, body: Buffer.from([0x17, 1, 0, 0, 0]) }, { chunkStream: 6 });

interface Conversation {
  readonly session: RtmpSession;
  /** The player's messages after the handshake: commands by value, all else by type and hex. */
  readonly said: unknown[];
  readonly heard: string[];
  hear(...parts: readonly Buffer[]): void;
}

function converse(): Conversation {
  const said: unknown[] = [];
  const heard: string[] = [];
  const chunks = new RtmpChunkReader(({ type, streamId, body }) => {
    said.push(type === 20 ? [streamId, ...decodeAmf(body)] : [type, body.toString('hex')]);
  });
  let greetingBytes = 1537 + 1536;
  const session = new RtmpSession(parseRtmpUrl(`rtmp://a.example/live/cam?${SECRET}`), {
    send: (bytes) => {
      const used = Math.min(greetingBytes, bytes.length);
      greetingBytes -= used;
      chunks.push(bytes.subarray(used));
    },
    onPlaying: () => heard.push('playing'),
    onAudio: (ms) => heard.push(`audio ${ms}`),
    onVideo: (ms) => heard.push(`video ${ms}`),
    onData: (_, body) => heard.push(`data ${JSON.stringify(decodeAmf(body)[0])}`),
    onAggregate: (ms) => heard.push(`aggregate ${ms}`),
  });
  session.start();
  return { session, said, heard, hear: (...parts) => parts.forEach((part) => session.receive(part)) };
}

it('a session asks for application, stream and play, one after the other, and passes on the media', () => {
  const { said, heard, hear } = converse();
  hear(GREETING);
  expect(said).toEqual([[0, 'connect', 1, expect.any(Map)]]);
  const fields = (said[0] as unknown[])[3] as Map<string, unknown>;
  expect(fields.get('app')).toBe('live');
  expect(fields.get('tcUrl')).toBe('rtmp://a.example/live');
  hear(connected);
  expect(said[1]).toEqual([0, 'createStream', 2, null]);
  hear(created);
  expect(said[2]).toEqual([STREAM_ID, 'play', 3, null, `cam?${SECRET}`]);
  hear(started, message({ type: 18, ms: 0, body: amf('onMetaData', {}) }), video(40));
  hear(message({ type: 8, ms: 50, body: Buffer.from([0xaf]) }));
  hear(message({ type: 15, ms: 50, body: Buffer.concat([Buffer.from([0]), amf('onCuePoint')]) }));
  hear(message({ type: 22, ms: 60, body: Buffer.alloc(1) }));
  expect(heard).toEqual(['playing', 'data "onMetaData"', 'video 40', 'audio 50', 'data "onCuePoint"', 'aggregate 60']);
});

it('a session succeeds wherever the bytes are cut', () => {
  const bytes = Buffer.concat([GREETING, connected, created, started, video(1), video(2)]);
  for (const cut of [1, 2, 3, 7, 100, 1536, 1537, 3072, 3073, 3074]) {
    const { heard, hear } = converse();
    for (let at = 0; at < bytes.length; at += cut) hear(bytes.subarray(at, at + cut));
    expect(heard).toEqual(['playing', 'video 1', 'video 2']);
  }
});

it('a session accepts media as a grant when the server announces nothing', () => {
  const { heard, hear } = converse();
  hear(GREETING, connected, created, video(5));
  expect(heard).toEqual(['playing', 'video 5']);
});

it('a session answers pings, confirms the window once, and acknowledges what arrives', () => {
  const { said, hear } = converse();
  hear(GREETING, control(5, uint32(1_000)), control(6, Buffer.concat([uint32(5_000), Buffer.from([2])])));
  hear(control(6, Buffer.concat([uint32(5_000), Buffer.from([2])])), userControl(6, 0xdeadbeef));
  expect(said.filter((one) => (one as unknown[])[0] === 5)).toEqual([[5, '00001388']]);
  expect(said).toContainEqual([4, '0007deadbeef']);
  hear(connected, created, started);
  const before = said.length;
  const picture = message({ type: 9, ms: 0, body: Buffer.alloc(400) });
  hear(picture, picture, picture, picture);
  const acknowledged = said
    .slice(before)
    .map((one) => [(one as [number])[0], parseInt((one as string[])[1] ?? '', 16)]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(2);
  expect(acknowledged.every(([type]) => type === 3)).toBe(true);
  expect(acknowledged.at(-1)?.[1]).toBeGreaterThan(acknowledged[0]?.[1] ?? 0);
});

it('a session ignores messages that players do not need', () => {
  const { heard, hear } = converse();
  hear(GREETING, command('onBWDone', 0, null), command('_error', 9, null, { level: 'error', code: 'x' }), connected);
  hear(control(19, Buffer.alloc(3)), userControl(0, 1), control(4, Buffer.alloc(1)), control(5, Buffer.alloc(1)));
  hear(created, status('NetStream.Play.Reset'), started, status('NetStream.Play.InsufficientBW', 'warning'), video());
  expect(heard).toEqual(['playing', 'video 0']);
});

const GRANTED = [GREETING, connected, created, started];
const ex = (redirect: string): Buffer => {
  const info = { level: 'error', code: 'NetConnection.Connect.Rejected', ex: { code: 302, redirect } };
  return command('_error', 1, null, info);
};

describe('a faulty server', () => {
  it.each<[string, Buffer[], string, string]>([
    [
      'refuses the application',
      [command('_error', 1, null, { level: 'error', code: 'NetConnection.Connect.Rejected' })],
      'media.url-expired',
      'NetConnection.Connect.Rejected',
    ],
    ['refuses without a reason', [command('_error', 1, null)], 'media.url-expired', 'refused'],
    [
      'has a fault',
      [command('_error', 1, null, { level: 'error', code: 'NetConnection.Connect.Failed' })],
      'cloud.unavailable',
      'NetConnection.Connect.Failed',
    ],
    [
      'gives no stream',
      [connected, command('_error', 2, null, { level: 'error', code: 'NetStream.Failed' })],
      'media.url-expired',
      'NetStream.Failed',
    ],
    [
      'gives a stream without number',
      [connected, command('_result', 2, null, null)],
      'media.bad-stream',
      'RTMP stream id',
    ],
    [
      'knows no such stream',
      [connected, created, status('NetStream.Play.StreamNotFound', 'error')],
      'media.url-expired',
      'NetStream.Play.StreamNotFound',
    ],
    [
      'refuses the stream',
      [connected, created, status('NetStream.Play.Failed', 'error')],
      'media.url-expired',
      'NetStream.Play.Failed',
    ],
    [
      'gives a secret for a code',
      [connected, created, status(`not ${SECRET}`, 'error')],
      'media.url-expired',
      'refused',
    ],
    ['sends pictures nobody asked for', [video()], 'media.bad-stream', 'RTMP media before play'],
    [
      'sends garbage for a command',
      [message({ type: 20, ms: 0, body: Buffer.from([2, 0]) })],
      'media.bad-stream',
      'AMF0',
    ],
    [
      'sends a command without end',
      [message({ type: 20, ms: 0, body: Buffer.alloc(70_000) })],
      'media.bad-stream',
      'RTMP command size',
    ],
    ['sends the player elsewhere', [ex('rtmp://evil.example/live/cam')], 'network.redirect-refused', 'evil.example'],
  ])('the error names the cause when a server %s', (_, answers, code, detail) => {
    const { hear } = converse();
    const error = failureOf(() => hear(GREETING, ...answers));
    expect(error).toMatchObject({ code, params: { detail: expect.stringContaining(detail) } });
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });

  it.each<[string, Buffer]>([
    ['takes the stream off the air', status('NetStream.Play.UnpublishNotify')],
    ['stops', status('NetStream.Play.Stop')],
    ['says that this was the end', userControl(1, STREAM_ID)],
    ['closes', command('close', 0, null)],
  ])('a server that %s has ended the stream', (_, end) => {
    const { hear } = converse();
    hear(...GRANTED, userControl(1, STREAM_ID + 1), video());
    expect(failureOf(() => hear(end))).toMatchObject({ code: 'media.upstream-closed', retryable: true });
  });

  it.each<[string, Buffer[], string]>([
    ['in the handshake', [GREETING.subarray(0, 100)], 'network.reset'],
    ['after the handshake', [GREETING], 'media.url-expired'],
    ['instead of playing', [GREETING, connected, created], 'media.url-expired'],
    ['while it plays', GRANTED, 'media.upstream-closed'],
    ['in the middle of a picture', [...GRANTED, video().subarray(0, 14)], 'media.upstream-closed'],
  ])('the error names the cause when a server hangs up %s', (_, heard, code) => {
    const { session, hear } = converse();
    hear(...heard);
    expect(session.closed()).toMatchObject({ code, retryable: true, params: { host: 'a.example' } });
  });
});

function failureOf(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it went on');
}
