/**
 * Clouds that write the keys and tokens of an account into every answer, and the whole client before them. The test
 * searches everything that the page receives, and everything on the disk, for the secrets in every form.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountDraft } from '../../preload/contract/account.ts';
import type { Input, Output, RequestName } from '../../preload/contract/contract.ts';
import type { Result } from '../../preload/domain/error.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import { providerOf } from '../../preload/domain/accounts/providers.ts';
import { VENDOR_IDS, type VendorId } from '../../preload/domain/vendor.ts';
import { hostKind, openClient, until, type OpenSession } from '../e2e/harness.ts';
import { EchoingCloud, FORMS, MANNERS, type Manner } from './echoing-cloud.ts';
import { leaksIn } from './leaks.ts';

interface Probe {
  /** A read that answers rows with names. */
  readonly list: string;
  readonly params: Input<'console.run'>['params'];
}

const PROBES: Readonly<Record<VendorId, Probe>> = {
  'huawei-ivm': { list: 'listDevices', params: { limit: 8, offset: 0 } },
  'huawei-vis': { list: 'listDevices', params: {} },
  'tencent-ivp': { list: 'listOrganizations', params: {} },
  'aliyun-vcs': { list: 'DescribeIpcs', params: { PageNum: 1, PageSize: 8 } },
  'aliyun-cityvisual': { list: 'DescribeInstances', params: { RegionId: 'cn-shanghai' } },
};

const HOSTILE: readonly Manner[] = MANNERS.filter((manner) => manner !== 'truth');
/**
 * Each answer has other forms. This many refusals bring each form of each secret to each place; rows have many places.
 */
const CALLS: Readonly<Partial<Record<Manner, number>>> = { refusal: 24, page: 1 };
const OTHER_CALLS = 4;

interface Cloud {
  readonly draft: AccountDraft;
  readonly doors: readonly EchoingCloud[];
  readonly secrets: Set<string>;
}

let session: OpenSession;
const clouds = new Map<VendorId, Cloud>();
/** Texts that the page received and that no test has looked at yet. */
const received: string[] = [];
const consoleLines: string[] = [];

beforeAll(async () => {
  session = await openClient({
    cameras: 8,
    vendors: VENDOR_IDS,
    onPage: (page) => {
      page.on('console', (message) => consoleLines.push(message.text()));
      page.on('websocket', (socket) => {
        socket.on('framereceived', ({ payload }) => received.push(payload.toString('utf8' as never)));
      });
    },
  });
  for (const vendor of VENDOR_IDS) clouds.set(vendor, await standBefore(vendor));
});
afterAll(async () => {
  await session.close();
  for (const { doors } of clouds.values()) for (const door of doors) await door.close();
});

/** Puts an echoing server before each address of a simulated cloud. */
async function standBefore(vendor: VendorId): Promise<Cloud> {
  const { endpoint = '', credentials = {} } = session.clouds[vendor] ?? {};
  const fields = providerOf(vendor)?.fields ?? [];
  const secrets = new Set(fields.flatMap(({ name, secret }) => (secret && credentials[name]) || []));
  const doors: EchoingCloud[] = [];
  const before = async (origin: string): Promise<string> => {
    const door = new EchoingCloud(origin, secrets);
    doors.push(door);
    return await door.open();
  };
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(credentials)) {
    given[name] = value.startsWith('http://') ? await before(value) : value;
  }
  const pick = (isSecret: boolean): Record<string, string> =>
    Object.fromEntries(
      fields.flatMap(({ name, secret }) => {
        const value = given[name];
        return secret === isSecret && value !== undefined ? [[name, value]] : [];
      }),
    );
  const draft = { vendor, label: vendor, endpoint: await before(endpoint), region: null };
  return { draft: { ...draft, fields: pick(false), secrets: pick(true) }, doors, secrets };
}

const cloudOf = (vendor: VendorId): Cloud => {
  const cloud = clouds.get(vendor);
  if (!cloud) throw new Error(`no ${vendor}`);
  return cloud;
};

function speak(vendor: VendorId, manner: Manner): void {
  for (const door of cloudOf(vendor).doors) door.manner = manner;
}

/** Asks main as the page does. */
const ask = (page: Page, name: RequestName, input: unknown): Promise<Result<unknown>> =>
  page.evaluate(
    ([request, value]) => {
      type Ask = (input: unknown) => Promise<Result<unknown>>;
      const { lanner } = window as unknown as { readonly lanner: { readonly request: Readonly<Record<string, Ask>> } };
      const asked = lanner.request[request];
      if (asked === undefined) throw new Error(`no request ${request}`);
      return asked(value);
    },
    [name, input] as const,
  );

async function get<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await ask(session.page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
  return answer.value as Output<N>;
}

async function isRead(accountId: AccountId): Promise<boolean> {
  const states = await get('directory.states', {});
  return states.some((one) => one.accountId === accountId && (one.phase === 'ready' || one.phase === 'failed'));
}

async function readTree(accountId: AccountId): Promise<void> {
  await get('directory.refresh', { accountId });
  await until(() => isRead(accountId), 'the cameras are read');
}

let runs = 0;
const call = (accountId: AccountId, { list, params }: Probe) =>
  get('console.run', { accountId, operationId: list, params, runId: `run-${(runs += 1)}`, isConfirmed: false });

/** Whatever of the client talks to the cloud and shows or keeps what the cloud says. */
async function useEverything(vendor: VendorId, accountId: AccountId, manner: Manner): Promise<void> {
  speak(vendor, manner);
  const isFine = manner === 'rows' || manner === 'everything';
  for (let n = 0; n < (CALLS[manner] ?? OTHER_CALLS); n += 1) {
    const { outcome } = await call(accountId, PROBES[vendor]);
    expect(outcome.kind, `${vendor} ${manner}`).toBe(isFine ? 'ok' : 'failed');
  }
  const { draft } = cloudOf(vendor);
  await Promise.all([
    readTree(accountId),
    ask(session.page, 'account.facts', { accountId, refresh: true }), // refused by some, and the refusal is shown
    get('account.test', { runId: `test-${(runs += 1)}`, target: { kind: 'saved', accountId } }),
    get('account.test', { runId: `test-${(runs += 1)}`, target: { kind: 'draft', draft } }),
  ]);
  await get('console.history', { accountId });
  speak(vendor, 'truth');
}

/** Everything below the profile, by its name. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return new Map(files.map((file, i) => [path.relative(folder, file), texts[i] ?? '']));
}

function expectNoLeak(places: ReadonlyMap<string, string>): void {
  const secrets = [...clouds.values()].flatMap((cloud) => [...cloud.secrets]);
  const leaks = [...places].flatMap(([place, text]) => leaksIn(text, secrets).map((leak) => `${place}: ${leak}`));
  expect(leaks).toEqual([]);
}

describe('the search of this file', () => {
  const secret = 'aB3-xY9/zQ7+kL5=mN1_pR8';

  it.each(Object.entries(FORMS))(
    'finds a secret %s, alone, in a JSON text and in a JSON text of a frame',
    (_, write) => {
      const written = `Gate ${write(secret)} 7`;
      for (const text of [written, JSON.stringify({ name: written }), JSON.stringify([JSON.stringify({ written })])]) {
        expect(leaksIn(`before ${text} after`, [secret])).not.toEqual([]);
      }
      expect(leaksIn(JSON.stringify({ name: 'Gate *** 7' }), [secret])).toEqual([]);
    },
  );
});

/** Electron's bridge has no frames that a test could read. */
const noFrames = hostKind !== 'browser';

// @promise security.echoed-secrets
it.skipIf(noFrames).each(VENDOR_IDS)(
  'the secrets that %s echoes stay out of the page, the log and the disk',
  async (vendor) => {
    const { draft, doors, secrets } = cloudOf(vendor);
    const { id: accountId } = await get('account.add', { ...draft, persistence: 'session' });
    await until(() => isRead(accountId), 'the cameras are read');
    for (const manner of HOSTILE) await useEverything(vendor, accountId, manner);
    const told = received.splice(0).join('\n');
    expect(secrets.size).toBeGreaterThanOrEqual(vendor.startsWith('huawei') ? 2 : 1);
    for (const manner of HOSTILE) {
      expect(
        doors.reduce((sum, { sent }) => sum + (sent.get(manner) ?? 0), 0),
        manner,
      ).toBeGreaterThan(0);
    }
    const screen = await session.page.evaluate(() => document.documentElement.outerHTML);
    const places = new Map([
      ...(await filesOf(session.dataDir)),
      ['the screen', screen],
      ['what the page receives', told],
    ]);
    expect([...places.keys()]).toEqual(
      expect.arrayContaining(['logs/lanner.log', 'logs/audit.log', 'lanner.db', 'lanner.db-wal']),
    );
    expectNoLeak(places);
    // The cloud's words arrive without their secrets. The frames themselves are not for the report of a failure.
    expect([told.includes('refused: '), told.includes('Gate ***')]).toEqual([true, true]);
  },
);

// @promise security.echoed-secrets
it.skipIf(noFrames)('the console has left no secret on the disk when the client has ended', async () => {
  await session.page.close();
  await session.client.quit();
  const files = await filesOf(session.dataDir);
  expect(files.get('logs/lanner.log')).toContain('"message"');
  expect(existsSync(path.join(session.dataDir, 'lanner.db'))).toBe(true);
  const places = new Map([
    ...files,
    ['the console of the page', consoleLines.join('\n')],
    ['what the page received at last', received.join('\n')],
  ]);
  expectNoLeak(places);
});
