/** Live pictures over the real gateway where FLV is not to be had: the client turns to HLS by itself. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';
import { asAccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../../main/errors.ts';
import { Vault } from '../../../main/keychain/vault.ts';
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import type { MediaGateway } from '../../../main/media/messages/types.ts';
import { AccountStore } from '../../../main/services/accounts/account-store.ts';
import { AccountsService } from '../../../main/services/accounts/accounts.ts';
import { Questions } from '../../../main/services/shared/questions.ts';
import { KeyConsent } from '../../../main/services/accounts/key-consent.ts';
import { LiveService } from '../../../main/services/live/live.ts';
import { Sessions } from '../../../main/services/accounts/sessions.ts';
import type { LivePort, UpstreamSource } from '../../../main/ports/live.ts';
import type { SessionFactory } from '../../../main/ports/session.ts';
import { sessionFactories } from '../../../main/vendors/registry.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { PAGE_ORIGIN, RecordingHost } from './client.ts';
import { draftFor } from './clouds.ts';

type FlvAnswer = (request: Parameters<LivePort['open']>[0], signal: AbortSignal) => Promise<UpstreamSource>;

let simulator: Simulator;
let gateway: MediaGateway;
let host: RecordingHost;
let live: LiveService;
let channelId: ChannelId;
let answerFlv: FlvAnswer;
let close: () => Promise<void>;

/** The real IVM session, but for its answer to a wish for FLV. */
const factory: SessionFactory = (settings) => {
  const session = sessionFactories['huawei-ivm']?.(settings);
  if (!session?.live) throw new Error('IVM has no live port');
  const { live: real } = session;
  const wrapped: LivePort = {
    transports: real.transports,
    open: (request, signal) =>
      request.transport === 'http-flv' ? answerFlv(request, signal) : real.open(request, signal),
  };
  return { ...session, live: wrapped, dispose: () => session.dispose() };
};

beforeEach(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lanner-fallback-'));
  simulator = await startSimulator({ cameras: 4 });
  host = new RecordingHost();
  const emit = <N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string) =>
    host.emit(name, payload, windowId);
  const accountStore = new AccountStore(dir);
  const vault = new Vault(null, accountStore.nameIndex());
  const sessions = new Sessions({ accountStore, vault, factories: { 'huawei-ivm': factory }, hasLocalClouds: true });
  const consent = new KeyConsent({
    questions: new Questions((request) => host.confirm(request)),
    locale: () => 'en-US',
    hasLocalClouds: true,
  });
  const accounts = new AccountsService({ accountStore, vault, sessions, consent, emit });
  gateway = createGateway({ allowedOrigins: [PAGE_ORIGIN] });
  await gateway.start();
  live = new LiveService(gateway, sessions, emit);
  const { id } = await accounts.add(draftFor(simulator, 'huawei-ivm', 'Shop'));
  const session = await sessions.of(id);
  for await (const page of session.directory?.channels(new AbortController().signal) ?? []) {
    channelId ??= page.items.find(({ reachable }) => reachable === 'online')?.id as ChannelId;
  }
  close = async () => {
    live.dispose();
    await gateway.dispose();
    await sessions.forgetAll();
    await simulator.close();
    rmSync(dir, { recursive: true, force: true });
  };
});

afterEach(async () => {
  await close();
  channelId = undefined as unknown as ChannelId;
});

const playlistOf = async (url: string): Promise<string> =>
  (await fetch(url, { headers: { origin: PAGE_ORIGIN } })).text();

it('main opens HLS at once when the cloud has no FLV for a camera', async () => {
  answerFlv = () => Promise.reject(new AppError('cloud.not-supported', 'no FLV here'));
  const ticket = await live.open({ channelId, profile: 'sub' }, 'w1');
  expect(ticket.transport).toBe('hls');
  expect(await playlistOf(ticket.url)).toContain('#EXTM3U');
});

it('main replaces a lease with HLS when what comes over FLV cannot be played', async () => {
  const noise = createServer((_, response) => response.end('<html>this is no video</html>'.repeat(200)));
  await new Promise<void>((resolve) => noise.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(noise.address() as AddressInfo).port}/live.flv`;
  answerFlv = ({ transport }) =>
    Promise.resolve({ transport, url, headers: {}, expiresAtMs: null, isSingleUse: false, isLocalAllowed: true });
  const ticket = await live.open({ channelId, profile: 'sub' }, 'w1');
  expect(ticket.transport).toBe('flv');
  const replaced = await host.event('stream.replaced', ({ leaseId }) => leaseId === ticket.leaseId);
  expect(replaced.ticket).toMatchObject({ transport: 'hls', channelId, leaseId: ticket.leaseId });
  expect(await playlistOf(replaced.ticket.url)).toContain('#EXTM3U');
  await new Promise<void>((resolve) => void noise.close(() => resolve()));
});

it('main gives the window the reason for the missing picture when its account goes', async () => {
  answerFlv = () => Promise.reject(new AppError('cloud.not-supported', 'no FLV here'));
  const ticket = await live.open({ channelId, profile: 'sub' }, 'w1');
  const accountId = channelId.slice(0, channelId.indexOf(':'));
  live.onAccountGone(asAccountId(accountId), 'account.not-found');
  const { feed } = await host.event('stream.changed', (e) => e.leaseId === ticket.leaseId && e.feed.phase === 'failed');
  expect(feed).toMatchObject({ phase: 'failed', error: { code: 'account.not-found' } });
  expect(live.leaseCount).toBe(0);
});
