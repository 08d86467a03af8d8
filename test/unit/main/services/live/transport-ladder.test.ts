import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../../preload/domain/error.ts';
import { AppError } from '../../../../../main/errors.ts';
import { TransportLadder } from '../../../../../main/services/live/transport-ladder.ts';
import type { LivePort, UpstreamSource } from '../../../../../main/ports/live.ts';

type Transport = UpstreamSource['transport'];

const source = (transport: Transport): UpstreamSource => ({
  transport,
  url: 'http://127.0.0.1/x',
  headers: {},
  expiresAtMs: null,
  isSingleUse: true,
  isLocalAllowed: true,
});

function cloud(refused: Partial<Record<Transport, ErrorCode>> = {}) {
  const asked: Transport[] = [];
  const ask = (transport: Transport): Promise<UpstreamSource> => {
    asked.push(transport);
    const code = refused[transport];
    return code ? Promise.reject(new AppError(code, 'refused')) : Promise.resolve(source(transport));
  };
  const live: LivePort = { transports: ['http-flv', 'hls'], open: ({ transport }) => ask(transport) };
  return { live, ask, asked };
}

const attempt = (number: number, code: ErrorCode | null = null) => ({
  number,
  lastError: code === null ? null : new AppError(code, 'lost').toWire(),
});

describe('TransportLadder', () => {
  it.each<ErrorCode>(['cloud.not-supported', 'media.no-url'])(
    'the ladder of transports asks for HLS when FLV is refused with %s',
    async (code) => {
      const { live, ask, asked } = cloud({ 'http-flv': code });
      const ladder = new TransportLadder();
      expect((await ladder.open(live, attempt(1), ask)).transport).toBe('hls');
      expect((await ladder.open(live, attempt(2, 'network.reset'), ask)).transport).toBe('hls');
      expect(asked).toEqual(['http-flv', 'hls', 'hls']);
    },
  );

  it('the ladder of transports stays on FLV while only the network fails', async () => {
    const { live, ask, asked } = cloud();
    const ladder = new TransportLadder();
    for (let n = 1; n <= 8; n++) await ladder.open(live, attempt(n, n === 1 ? null : 'network.unreachable'), ask);
    expect(new Set(asked)).toEqual(new Set(['http-flv']));
  });

  it('the ladder of transports turns to HLS at once when FLV delivers bytes that cannot be played', async () => {
    const { live, ask, asked } = cloud();
    const ladder = new TransportLadder();
    await ladder.open(live, attempt(1), ask);
    await ladder.open(live, attempt(2, 'media.bad-stream'), ask);
    expect(asked).toEqual(['http-flv', 'hls']);
  });

  it('the ladder of transports gives a stream that closes before its first picture three tries', async () => {
    const { live, ask, asked } = cloud();
    const ladder = new TransportLadder();
    for (let n = 1; n <= 4; n++) await ladder.open(live, attempt(n, n === 1 ? null : 'media.upstream-closed'), ask);
    expect(asked).toEqual(['http-flv', 'http-flv', 'http-flv', 'hls']);
  });

  it('the ladder of transports gives the reason when every transport is refused', async () => {
    const { live, ask } = cloud({ 'http-flv': 'cloud.not-supported', hls: 'media.no-url' });
    await expect(new TransportLadder().open(live, attempt(1), ask)).rejects.toMatchObject({
      code: 'cloud.not-supported',
    });
  });

  it('the ladder of transports passes every other failure on without asking again', async () => {
    const { live, ask, asked } = cloud({ 'http-flv': 'device.offline' });
    await expect(new TransportLadder().open(live, attempt(1), ask)).rejects.toMatchObject({ code: 'device.offline' });
    expect(asked).toEqual(['http-flv']);
  });

  it('a transport with less delay whose connections were lost is named for a trial, and tried only on order', async () => {
    const { live, ask, asked } = cloud();
    const ladder = new TransportLadder();
    await ladder.open(live, attempt(1), ask);
    expect(await ladder.open(live, attempt(4, 'media.upstream-closed'), ask)).toMatchObject({
      transport: 'hls',
      hasFaster: true,
    });
    expect(await ladder.open(live, { ...attempt(1), aim: 'try-faster' }, ask)).toMatchObject({ transport: 'http-flv' });
    expect(await ladder.open(live, attempt(1), ask)).toMatchObject({ transport: 'hls' });
    const taken = await ladder.open(live, { ...attempt(1), aim: 'take-faster' }, ask);
    expect([taken.transport, taken.hasFaster, (await ladder.open(live, attempt(1), ask)).transport]).toEqual([
      ...['http-flv', undefined, 'http-flv'],
    ]);
    expect(asked).toEqual(['http-flv', 'hls', 'http-flv', 'hls', 'http-flv', 'http-flv']);
  });

  it.each<[string, Partial<Record<Transport, ErrorCode>>, ErrorCode | null]>([
    ['the cloud refused', { 'http-flv': 'media.no-url' }, null],
    ['delivers what cannot be played', {}, 'media.unsupported-codec'],
  ])('the ladder of transports tries no transport again by itself that %s', async (_words, refused, lost) => {
    const { live, ask } = cloud(refused);
    const ladder = new TransportLadder();
    await ladder.open(live, attempt(1), ask);
    const source = await ladder.open(live, attempt(2, lost), ask);
    expect([source.transport, source.hasFaster]).toEqual(['hls', undefined]);
    const trial = ladder.open(live, { ...attempt(1), aim: 'try-faster' }, ask);
    await expect(trial).rejects.toMatchObject({ code: 'cloud.not-supported' });
  });
});
