import { expect, it } from 'vitest';
import { RtmpHandshake } from '../../../../../../main/media/upstream/rtmp/rtmp-handshake.ts';

const S1 = Buffer.from(Array.from({ length: 1536 }, (_, i) => (i * 7) & 0xff));
const ANSWER = Buffer.concat([Buffer.from([3]), S1, Buffer.alloc(1536, 9)]);

it('the handshake opens with version 3, no clock, and random bytes', () => {
  const { hello } = new RtmpHandshake();
  expect(hello).toHaveLength(1 + 1536);
  expect(hello.subarray(0, 9)).toEqual(Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0]));
  expect(hello.equals(new RtmpHandshake().hello)).toBe(false);
});

it('the handshake echoes the server once and leaves the bytes after it alone, wherever the bytes are cut', () => {
  const bytes = Buffer.concat([ANSWER, Buffer.from([1, 2, 3])]);
  for (let at = 0; at <= bytes.length; at += 1) {
    const handshake = new RtmpHandshake();
    const parts = [bytes.subarray(0, at), bytes.subarray(at)].map((part) => handshake.push(part));
    expect(handshake.isDone).toBe(true);
    expect(parts.map(({ reply }) => reply).filter((reply) => reply !== null)).toEqual([S1]);
    expect(parts.reduce((sum, { used }) => sum + used, 0)).toBe(ANSWER.length);
  }
});

it('the handshake answers before the server has sent everything, for servers that wait for the answer', () => {
  const handshake = new RtmpHandshake();
  expect(handshake.push(ANSWER.subarray(0, 1537)).reply).toEqual(S1);
  expect(handshake.isDone).toBe(false);
});

it.each(['HTTP/1.1 400 Bad Request', 'SSH-2.0-OpenSSH', '\u0006'])(
  'the handshake does not recognise %j as an RTMP server',
  (text) => {
    expect(() => new RtmpHandshake().push(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'media.bad-stream', params: { detail: 'no RTMP server' } }),
    );
  },
);
