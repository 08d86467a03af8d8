/** Pictures of a media server with a certificate of its own making, of a cloud that signs in over https. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { openCloudFront, type CloudFront } from '../../security/cloud-front.ts';
import { openMediaFront, type MediaFront } from '../../security/media-front.ts';
import { selfSigned } from '../../security/self-signed.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

let simulator: Simulator;
let front: CloudFront;
let media: MediaFront;
let client: Client;
let dataDir: string;
let account: { readonly id: AccountId; readonly channelId: ChannelId };
const own = selfSigned();
const { fingerprint256 } = new X509Certificate(own.cert);

const trust = (host = media.host) => client.ask('account.trust-certificate', { accountId: account.id, host });
const view = async () => (await client.get('account.list', {})).find(({ id }) => id === account.id);

beforeAll(async () => {
  const identity = selfSigned();
  setDefaultCACertificates([...getCACertificates(), identity.cert]);
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanner-media-certificates-'));
  simulator = await startSimulator({ cameras: 8 });
  media = await openMediaFront(own);
  const twist = (_: string, answer: string): string => media.lead(answer);
  front = await openCloudFront({ target: simulator.clouds['tencent-ivp']?.endpoint ?? '', identity, twist });
  client = await startClient(dataDir);
  const draft = { ...draftFor(simulator, 'tencent-ivp', 'Harbour'), endpoint: front.origin };
  const { id } = await client.get('account.add', draft);
  await client.host.event('directory.changed', ({ accountId, phase }) => accountId === id && phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId: id, cursor: null, limit: 20 });
  const channelId = channels.find(({ reachable }) => reachable === 'online')?.id;
  if (channelId === undefined) throw new Error('no camera is online');
  account = { id, channelId };
});
afterAll(async () => {
  await client.app.dispose();
  await front.close();
  await media.close();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a media server with a certificate of its own', () => {
  // @promise security.certificate-consent: Main looks only at hosts whose certificate it refused for this account in
  // this run, sends them nothing, and a person answers in a dialog of main.
  it('a certificate that nobody vouches for is refused, sent nothing, and offered to a person', async () => {
    await expect(trust()).resolves.toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
    const { leaseId } = await client.get('live.open', { channelId: account.channelId, profile: 'sub' });
    const { feed } = await client.host.event(
      'stream.changed',
      (told) => told.leaseId === leaseId && told.feed.phase === 'reconnecting',
    );
    expect(feed).toMatchObject({ error: { code: 'network.certificate-self-signed' } });
    expect(media.requests()).toBe(0);
    expect((await view())?.untrustedHosts).toEqual([media.host]);
    await client.get('live.close', { leaseId });
  });

  it('plays once a person trusts its very certificate, after reading the fingerprint, who it names and its end', async () => {
    client.host.says = true;
    expect(await trust()).toEqual({ ok: true, value: { isAllowed: true } });
    const { detail = '' } = client.host.questions.at(-1) ?? {};
    for (const fact of [fingerprint256, 'CN=localhost', '2049-12-31']) expect(detail).toContain(fact);
    const { leaseId } = await client.get('live.open', { channelId: account.channelId, profile: 'sub' });
    await client.host.event('stream.changed', (told) => told.leaseId === leaseId && told.feed.phase === 'flowing');
    const shown = await view();
    expect(shown?.mediaCertificates).toMatchObject([{ host: media.host, fingerprint: fingerprint256 }]);
    expect(JSON.stringify(shown)).not.toContain('BEGIN CERTIFICATE');
    expect(shown?.untrustedHosts).toEqual([]);
  });

  // @promise security.certificate-revoked: Streams of a host end when its certificate is trusted no longer.
  it('plays no more once the certificate is revoked, with the reason from before the trust, and the audit log has both', async () => {
    await client.get('account.revoke-certificate', { accountId: account.id, host: media.host });
    const { feed } = await client.host.event('stream.changed', (told) => told.feed.phase === 'failed');
    expect(feed).toMatchObject({ error: { code: 'network.certificate-self-signed', params: { host: media.host } } });
    expect(await view()).toMatchObject({ mediaCertificates: [], untrustedHosts: [media.host] });
    await client.app.dispose();
    const lines = readFileSync(path.join(dataDir, 'logs', 'audit.log'), 'utf8').split('\n');
    const about = lines.filter((line) => line.includes(fingerprint256)).map((line) => JSON.parse(line) as object);
    expect(about).toMatchObject([{ host: media.host, isAllowed: true }, { host: media.host }]);
  });
});
