import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decodedBody } from '../../../../../main/media/upstream/decoded.ts';

const TEXT = Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:2\n'.repeat(50));
const decode = (body: Buffer, coding?: string): Promise<Buffer> =>
  decodedBody(body, coding, 100_000, () => new Error('too large'));

it.each([
  ['gzip', gzipSync(TEXT), 'gzip'],
  ['gzip under its old name', gzipSync(TEXT), 'X-Gzip'],
  ['gzip that the server does not name', gzipSync(TEXT), undefined],
  ['gzip that the server calls identity', gzipSync(TEXT), 'identity'],
  ['deflate', deflateSync(TEXT), 'deflate'],
  ['brotli', brotliCompressSync(TEXT), 'br'],
  ['no coding', TEXT, undefined],
])('a body in %s is read', async (_name, body, coding) => {
  expect(await decode(body, coding)).toEqual(TEXT);
});

// @promise failures.compressed-playlist: A compressed playlist is read as its header says, within the bound.
it('a body that becomes larger than its bound is refused before it is whole', async () => {
  await expect(decode(gzipSync(Buffer.alloc(50_000_000)), 'gzip')).rejects.toThrow('too large');
});

it.each([
  ['a coding that nobody knows', TEXT, 'zstd-of-tomorrow'],
  ['a name of JavaScript', TEXT, 'constructor'],
  ['bytes that are not in their coding', TEXT, 'gzip'],
  ['a body that was cut', gzipSync(TEXT).subarray(0, 20), 'gzip'],
])('%s is a bad answer', async (_name, body, coding) => {
  await expect(decode(body, coding)).rejects.toMatchObject({ code: 'network.bad-answer' });
});
