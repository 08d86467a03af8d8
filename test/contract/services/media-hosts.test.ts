/** Pictures of a cloud that signs in over https and prints addresses of plain http, as Tencent's documents do. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../../preload/contract/contract.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { openCloudFront, type CloudFront } from '../../security/cloud-front.ts';
import { selfSigned } from '../../security/self-signed.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const HOUR_MS = 3_600_000;

let simulator: Simulator;
let front: CloudFront;
let client: Client;
let dataDir: string;
/** Two accounts of the same cloud, with a camera of each. */
let first: { readonly id: AccountId; readonly channelId: ChannelId };
let second: typeof first;
/** Where the cloud prints the addresses of its media. */
let host: string;

async function join(label: string): Promise<typeof first> {
  const draft = { ...draftFor(simulator, 'tencent-ivp', label), endpoint: front.origin };
  const { id } = await client.get('account.add', draft);
  await client.host.event('directory.changed', ({ accountId, phase }) => accountId === id && phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId: id, cursor: null, limit: 100 });
  const online = channels.find(
    ({ reachable, isFrozen, capabilities }) =>
      reachable === 'online' && !isFrozen && capabilities.includes('cloud-record'),
  );
  if (online === undefined) throw new Error('no camera is online and recorded');
  return { id, channelId: online.id };
}

/** Ten minutes of footage in the cloud, as the cloud lists it. */
async function recorded({ channelId }: typeof first): Promise<Input<'playback.open'>> {
  const toMs = Math.floor((Date.now() - HOUR_MS) / 1000) * 1000;
  const asked = { channelId, place: 'cloud', range: { fromMs: toMs - 26 * HOUR_MS, toMs } } as const;
  const { view } = await client.get('recordings.read', { ...asked, archiveGrainMs: 6 * HOUR_MS });
  const found = view.coverage.find((one) => one.state === 'covered' && one.toMs - one.fromMs > HOUR_MS / 2);
  if (found === undefined) throw new Error('nothing is recorded');
  const fromMs = Math.ceil(found.fromMs / 1000) * 1000;
  const range = { fromMs, toMs: fromMs + HOUR_MS / 6 };
  return { ...asked, profile: 'main', range, atMs: fromMs, takeOver: false };
}

const open = ({ channelId }: typeof first) => client.ask('live.open', { channelId, profile: 'sub' });
const allow = ({ id }: typeof first) => client.ask('account.allow-media-host', { accountId: id, host });
const viewOf = async ({ id }: typeof first) => (await client.get('account.list', {})).find((one) => one.id === id);

beforeAll(async () => {
  const identity = selfSigned();
  setDefaultCACertificates([...getCACertificates(), identity.cert]);
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanner-media-hosts-'));
  simulator = await startSimulator({ cameras: 24 });
  front = await openCloudFront({ target: simulator.clouds['tencent-ivp']?.endpoint ?? '', identity });
  client = await startClient(dataDir);
  first = await join('Harbour');
  second = await join('Yard');
});
afterAll(async () => {
  await client.app.dispose();
  await front.close();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('an account over https whose pictures come over plain http', () => {
  // @promise security.plain-refused: Pictures over plain http are refused until a person allows the very host and port.
  it('gets no picture, and reports which host sends without encryption', async () => {
    const refused = await open(first);
    expect(refused).toMatchObject({ ok: false, error: { code: 'media.not-encrypted', retryable: false } });
    host = refused.ok ? '' : String(refused.error.params['host']);
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(await viewOf(first)).toMatchObject({ mediaHosts: [], refusedHosts: [host] });
    const recording = await client.ask('playback.open', await recorded(first));
    expect(recording).toMatchObject({ ok: false, error: { code: 'media.not-encrypted', params: { host } } });
  });

  it('gets none after a no either, and plays once a person said yes', async () => {
    client.host.says = false;
    expect(await allow(first)).toEqual({ ok: true, value: { isAllowed: false } });
    expect(await open(first)).toMatchObject({ ok: false, error: { code: 'media.not-encrypted' } });
    client.host.says = true;
    expect(await allow(first)).toEqual({ ok: true, value: { isAllowed: true } });
    const ticket = await client.get('live.open', { channelId: first.channelId, profile: 'sub' });
    const isMeant = ({ leaseId, feed }: { leaseId: string; feed: { phase: string } }): boolean =>
      leaseId === ticket.leaseId && feed.phase === 'flowing';
    await client.host.event('stream.changed', isMeant);
    expect(await viewOf(first)).toMatchObject({ mediaHosts: [{ host }], refusedHosts: [] });
    expect(client.host.events.some(({ name }) => name === 'live.account-restored')).toBe(true);
  });

  it('lets no other account of the same cloud play', async () => {
    expect(await open(second)).toMatchObject({ ok: false, error: { code: 'media.not-encrypted', params: { host } } });
    expect(await viewOf(second)).toMatchObject({ mediaHosts: [], refusedHosts: [host] });
  });

  // @promise security.plain-revoked: Streams and recordings of a revoked host end, and its next address is refused.
  it('plays no more once the host is revoked: what plays ends, live and recorded, and the next picture is refused', async () => {
    const { playbackId } = await client.get('playback.open', await recorded(first));
    await client.get('account.revoke-media-host', { accountId: first.id, host });
    const { feed } = await client.host.event('stream.changed', (told) => told.feed.phase === 'failed');
    expect(feed).toMatchObject({ error: { code: 'media.not-encrypted', params: { host } } });
    const { state } = await client.host.event(
      'playback.changed',
      (told) => told.playbackId === playbackId && told.state.phase === 'failed',
    );
    expect(state).toMatchObject({ error: { code: 'media.not-encrypted', params: { host } } });
    expect(await open(first)).toMatchObject({ ok: false, error: { code: 'media.not-encrypted' } });
  });

  it('never sent its calls to the cloud over plain http, and the audit log names who may send what', async () => {
    expect(front.connections()).toBeGreaterThan(0);
    await client.app.dispose();
    const log = readFileSync(path.join(dataDir, 'logs', 'audit.log'), 'utf8');
    const lines = log.split('\n').filter((line) => line.includes(host));
    expect(lines.map((line) => (JSON.parse(line) as { message: string; isAllowed?: boolean }).isAllowed)).toEqual([
      false,
      true,
      undefined,
    ]);
    for (const line of lines) expect(line).not.toMatch(/https?:/);
  });
});
