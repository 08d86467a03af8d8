/** Clouds and their media behind a proxy that knows names which this computer does not know. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProxySettings } from '../../../preload/contract/network.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { makeAuthority, makeCertificate } from '../../security/certificates.ts';
import { openCloudFront, type CloudFront } from '../../security/cloud-front.ts';
import { openMediaFront, type MediaFront } from '../../security/media-front.ts';
import { startStrictProxy, type Behaviour, type StrictProxy } from '../../security/strict-proxy.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const PASSWORD = 'the-word-of-the-proxy';
const authority = makeAuthority('Authority of a proxy test');

let simulator: Simulator;
let front: CloudFront;
let media: MediaFront;
let proxy: StrictProxy;
let client: Client;
let dataDir: string;
let accountId: AccountId;

const portOf = (host: string): number => Number(host.split(':').at(-1));

/** The stages of a test of the account that ran, with the code of the failure. */
const tested = async (): Promise<readonly string[]> => {
  const { stages } = await client.get('account.test', { runId: 'run', target: { kind: 'saved', accountId } });
  return stages
    .filter(({ state }) => state !== 'not-run')
    .map(({ stage, state, error }) => `${stage} ${error?.code ?? state}`);
};
const go = (change: Partial<ProxySettings>) =>
  client.get('network.set-proxy', { mode: 'manual', address: proxy.host, exceptions: [], ...change });
const signIn = (password: string, host = proxy.host) =>
  client.get('network.sign-in', { proxy: host, user: 'operator', password });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanner-proxy-'));
  simulator = await startSimulator({ cameras: 8 });
  const identity = makeCertificate({ by: authority, hosts: ['vis.cloud.test', 'media.cloud.test'] });
  media = await openMediaFront(identity, 'media.cloud.test');
  const twist = (_: string, answer: string): string => media.lead(answer);
  front = await openCloudFront({ target: simulator.clouds['tencent-ivp']?.endpoint ?? '', identity, twist });
  const names = { 'vis.cloud.test:443': portOf(front.host), [media.host]: portOf(media.host) };
  proxy = await startStrictProxy({ names, signIn: `operator:${PASSWORD}` });
  client = await startClient(dataDir);
  client.host.says = true;
  // Whatever the environment of the test says.
  await client.get('network.set-proxy', { mode: 'none', address: null, exceptions: [] });
  await client.get('network.add-authorities', { text: authority.cert });
  const draft = { ...draftFor(simulator, 'tencent-ivp', 'Harbour'), endpoint: 'https://vis.cloud.test' };
  ({ id: accountId } = await client.get('account.add', draft));
});
afterAll(async () => {
  await client.app.dispose();
  await proxy.close();
  await front.close();
  await media.close();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('calls by a proxy', () => {
  // @promise security.proxy-consent: Calls and media go by a proxy only after a person agreed to it in a dialog of
  // main.
  it('calls go by the proxy only after a person agreed to it', async () => {
    expect(await tested()).toEqual(['network network.dns']);
    client.host.says = false;
    expect(await go({})).toEqual({ isSet: false });
    expect(await tested()).toEqual(['network network.dns']);
    client.host.says = true;
    expect(await go({})).toEqual({ isSet: true });
    expect(client.host.questions.at(-1)?.message).toContain(proxy.host);
  });

  it('calls need the user and the password of the proxy, and the test of the account names the proxy', async () => {
    expect(await tested()).toEqual(['proxy network.proxy-sign-in']);
    await signIn('another word');
    expect(await tested()).toEqual(['proxy network.proxy-sign-in']);
    await signIn(PASSWORD);
    expect(await tested()).toEqual([
      ...['proxy passed', 'network skipped', 'tls passed', 'clock passed', 'sign-in passed'],
      ...['permission passed', 'devices passed'],
    ]);
    expect(proxy.signIns.at(-1)).toBe(`operator:${PASSWORD}`);
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT vis.cloud.test:443']));
  });

  // @promise security.proxy-answers: A refusal, a question for a password and a page of a proxy are failures of their
  // own, never an answer of the cloud.
  // @promise failures.proxy: Calls and media go by the proxy that is set, and the test of an account separates a failure of
  // the proxy from one of the cloud.
  it.each<readonly [Behaviour, string]>([
    ['refuse', 'network.proxy-refused'],
    ['fail', 'network.proxy-failed'],
    ['page', 'network.proxy-page'],
  ])(
    'where the proxy does "%s", the test of the account distinguishes the proxy from the cloud',
    async (behaviour, code) => {
      proxy.behave(behaviour);
      expect(await tested()).toEqual([`proxy ${code}`]);
      proxy.behave('serve');
    },
  );

  // @promise security.proxy-password-places: The password of a proxy is in the keychain or in memory, and in no file,
  // answer, event or log.
  it('calls leave neither the user nor the password in files, answers or the log', async () => {
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'latin1'));
    expect(files.length).toBeGreaterThan(2);
    for (const text of [...texts, ...client.answers, JSON.stringify(client.host.events)]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(Buffer.from(`operator:${PASSWORD}`).toString('base64'));
    }
  });
});

describe('pictures by a proxy', () => {
  // @promise failures.proxy
  it('pictures come through it, with the password, while what is on this computer is reached directly', async () => {
    const local = await client.get('account.add', draftFor(simulator, 'aliyun-vcs', 'Here'));
    await client.get('directory.refresh', { accountId });
    await client.host.event('directory.changed', (told) => told.accountId === accountId && told.phase === 'ready');
    const { channels } = await client.get('directory.page', { accountId, cursor: null, limit: 20 });
    const channelId = channels.find(({ reachable }) => reachable === 'online')?.id as ChannelId;
    const { leaseId } = await client.get('live.open', { channelId, profile: 'sub' });
    await client.host.event('stream.changed', (told) => told.leaseId === leaseId && told.feed.phase === 'flowing');
    await client.get('live.close', { leaseId });
    await client.host.event('directory.changed', (told) => told.accountId === local.id && told.phase === 'ready');
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT vis.cloud.test:443', `CONNECT ${media.host}`]));
    expect(proxy.asked.filter((line) => line.includes('127.0.0.1') || line.includes('localhost'))).toEqual([]);
  });

  it('pictures do not come without the password, and the failure names the proxy', async () => {
    await client.get('network.sign-out', {});
    expect(await client.get('network.get', {})).toMatchObject({ signIn: null, proxy: { mode: 'manual' } });
    expect(await client.get('network.test', {})).toContainEqual(
      expect.objectContaining({
        host: 'vis.cloud.test',
        proxy: proxy.host,
        error: expect.objectContaining({ code: 'network.proxy-sign-in' }) as unknown,
      }),
    );
  });

  it('the password is deleted when another proxy is chosen', async () => {
    await signIn(PASSWORD);
    await go({ address: '127.0.0.1:9' });
    expect((await client.get('network.get', {})).signIn).toBeNull();
    expect(await tested()).toEqual(['proxy network.proxy-unreachable']);
  });

  it('a proxy that is silent fails the test of the account in its own stage', async () => {
    await go({});
    await signIn(PASSWORD);
    proxy.behave('hang');
    expect(await tested()).toEqual(['proxy network.timeout']);
  });
});
