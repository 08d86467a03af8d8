import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestReport } from '../../../../../preload/contract/account.ts';
import { AppError } from '../../../../../main/errors.ts';
import type { SecretStore } from '../../../../../main/keychain/secret-store.ts';
import { SessionStore } from '../../../../../main/keychain/session-store.ts';
import { draftOf, openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { answeringEndpoint, closedEndpoint, MemoryCloud } from '../memory-cloud.ts';

const endpoint = 'http://127.0.0.1:1';

/** A keychain that refuses to write one name when the test asks for it. */
class FragileKeychain implements SecretStore {
  readonly backend = 'fragile';
  readonly persistence = 'keychain';
  refuses: string | null = null;
  readonly #store = new SessionStore();
  read: SecretStore['read'] = (id, name) => this.#store.read(id, name);
  remove: SecretStore['remove'] = (id, name) => this.#store.remove(id, name);
  probe = () => this.#store.probe();
  write: SecretStore['write'] = async (id, name, secret) => {
    if (name === this.refuses) throw new AppError('vault.locked', 'locked', { action: 'unlock-vault' });
    await this.#store.write(id, name, secret);
  };
}

const outline = ({ stages }: TestReport) => stages.map(({ stage, state }) => `${stage} ${state}`);

describe('adding', () => {
  it('a label that is taken, in any case, is refused, and nothing of the second account is stored', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
    await bench.accounts.add(draftOf(endpoint));
    await expect(bench.accounts.add(draftOf(endpoint, { label: ' SHOP ' }))).rejects.toMatchObject({
      code: 'account.label-taken',
      params: { label: 'SHOP' },
    });
    expect(bench.accounts.list()).toHaveLength(1);
    expect(bench.vault.list()).toHaveLength(1);
  });

  it('an account that the keychain refuses is not stored, and can be added for this session instead', async () => {
    const keychain = new FragileKeychain();
    keychain.refuses = 'sk';
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud(), keychain });
    const draft = draftOf(endpoint, { persistence: 'keychain' });
    await expect(bench.accounts.add(draft)).rejects.toMatchObject({ code: 'vault.locked', action: 'unlock-vault' });
    expect(bench.accounts.list()).toEqual([]);
    expect(bench.vault.list()).toEqual([]);
    const added = await bench.accounts.add({ ...draft, persistence: 'session' });
    expect(added).toMatchObject({ persistence: 'session', isKeyMissing: false });
    expect(bench.vault.snapshot()).toMatchObject({ state: 'locked', sessionOnlyCount: 1 });
  });

  it('an account of one session reports after a restart that its keys are missing, and takes them again', async () => {
    const dir = testFolder();
    const cloud = new MemoryCloud();
    const first = openBench({ dir, cloud });
    const { id } = await first.accounts.add(draftOf(endpoint));
    await first.close();
    const bench = openBench({ dir, cloud });
    await bench.accounts.start();
    expect(bench.accounts.list()[0]).toMatchObject({ id, isKeyMissing: true });
    await expect(bench.sessions.of(id)).rejects.toMatchObject({
      code: 'vault.no-such-secret',
      params: { field: 'sk' },
    });
    const updated = await bench.accounts.update({ accountId: id, secrets: { sk: 'new-key' } });
    expect(updated.isKeyMissing).toBe(false);
    await (await bench.sessions.of(id)).account.signIn(new AbortController().signal);
    expect(cloud.seenSecrets).toEqual(['new-key']);
  });

  it('an account that is added writes no secret into the data folder', async () => {
    const dir = testFolder();
    const bench = openBench({ dir, cloud: new MemoryCloud() });
    const { id } = await bench.accounts.add(draftOf(endpoint));
    await bench.accounts.update({ accountId: id, secrets: { sk: 'another-secret-key' } });
    for (const file of readdirSync(dir)) {
      expect(readFileSync(join(dir, file), 'latin1')).not.toMatch(/the-secret-key|another-secret-key/);
    }
    expect(JSON.stringify([bench.emitted, bench.accounts.list()])).not.toMatch(/the-secret-key|another-secret-key/);
  });
});

describe('changing', () => {
  it('a change of an account leaves the omitted fields, and opens a new session with the given ones', async () => {
    const cloud = new MemoryCloud();
    const bench = openBench({ dir: testFolder(), cloud });
    const before = await bench.accounts.add(draftOf(endpoint));
    await bench.sessions.of(before.id);
    const { label, fields, createdAtMs } = await bench.accounts.update({ accountId: before.id, fields: { ak: 'AK2' } });
    expect({ label, fields, createdAtMs }).toEqual({
      label: 'Shop',
      fields: { userId: '1234567890123456', ak: 'AK2' },
      createdAtMs: before.createdAtMs,
    });
    const session = await bench.sessions.of(before.id);
    await session.account.signIn(new AbortController().signal);
    expect(cloud.seenSecrets).toEqual(['the-secret-key']);
    expect(cloud.openSessions).toBe(1);
  });

  it('a change of an account can empty a field, and another way to sign in needs other keys', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
    const user = { domainName: 'firm', userName: 'lena', projectName: 'lab' };
    const { id, region } = await bench.accounts.add({
      vendor: 'huawei-vis',
      label: 'Site',
      endpoint: 'https://vis.cn-east-3.myhuaweicloud.com',
      region: null,
      fields: user,
      secrets: { password: 'pw' },
      persistence: 'session',
    });
    expect(region).toBe('cn-east-3');
    const change = { domainName: '', userName: '', ak: 'AK' };
    const keyless = await bench.accounts.update({ accountId: id, fields: change });
    expect([keyless.fields, keyless.isKeyMissing]).toEqual([{ projectName: 'lab', ak: 'AK' }, true]);
    const endpoint = 'https://vis.cn-north-4.myhuaweicloud.com';
    const moved = await bench.accounts.update({ accountId: id, endpoint, secrets: { sk: 'SK' } });
    expect([moved.region, moved.isKeyMissing]).toEqual(['cn-north-4', false]);
  });

  it('the keys move between the session and the keychain without being asked for again', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud(), keychain: new FragileKeychain() });
    const { id } = await bench.accounts.add(draftOf(endpoint));
    const moved = await bench.accounts.update({ accountId: id, persistence: 'keychain' });
    expect(moved).toMatchObject({ persistence: 'keychain', isKeyMissing: false });
    expect((await bench.vault.read(id, 'keychain', 'sk'))?.reveal()).toBe('the-secret-key');
    expect(await bench.vault.read(id, 'session', 'sk')).toBeNull();
    expect(bench.vault.snapshot().sessionOnlyCount).toBe(0);
  });

  it('a change loses nothing when the keychain refuses half way', async () => {
    const keychain = new FragileKeychain();
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud(), keychain });
    const before = await bench.accounts.add(draftOf(endpoint));
    keychain.refuses = 'sk';
    const change = { accountId: before.id, label: 'New', persistence: 'keychain' } as const;
    await expect(bench.accounts.update(change)).rejects.toMatchObject({ code: 'vault.locked' });
    expect(bench.accounts.list()[0]).toMatchObject({ label: 'Shop', persistence: 'session', isKeyMissing: false });
    expect((await bench.vault.read(before.id, 'session', 'sk'))?.reveal()).toBe('the-secret-key');
  });

  it('a change that is refused names the field that does not fit', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
    const { id } = await bench.accounts.add(draftOf(endpoint));
    const change = { accountId: id, fields: { userId: 'abc' } };
    await expect(bench.accounts.update(change)).rejects.toMatchObject({
      code: 'input.invalid-field',
      params: { field: 'userId' },
    });
  });
});

describe('testing', () => {
  const windowId = 'w1';

  it('a test of a draft passes through every stage, reports each as it ends, and stores nothing', async () => {
    const cloud = new MemoryCloud();
    const bench = openBench({ dir: testFolder(), cloud });
    const draft = draftOf(await answeringEndpoint());
    const report = await bench.accounts.tests.run({ runId: 'r', target: { kind: 'draft', draft } }, windowId);
    expect(outline(report)).toEqual([
      ...['network passed', 'tls skipped', 'clock passed', 'sign-in passed', 'permission passed', 'devices passed'],
    ]);
    expect(report.stages[5]?.facts).toEqual({ devices: 3 });
    const told = bench.emitted.filter(({ name }) => name === 'account.test-progressed');
    expect(told.map(({ payload }) => payload)).toEqual(report.stages.map((stage) => ({ runId: 'r', stage })));
    expect([bench.accounts.list(), bench.vault.list(), cloud.openSessions]).toEqual([[], [], 0]);
    expect(JSON.stringify([report, bench.emitted])).not.toContain('the-secret-key');
  });

  it('a test stops at a host that refuses, with its name, and lists the rest as not run', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
    const draft = draftOf(await closedEndpoint());
    const report = await bench.accounts.tests.run({ runId: 'r', target: { kind: 'draft', draft } }, windowId);
    expect(outline(report)).toEqual([
      ...['network failed', 'tls not-run', 'clock not-run', 'sign-in not-run', 'permission not-run', 'devices not-run'],
    ]);
    expect(report.stages[0]?.error).toMatchObject({ code: 'network.unreachable', params: { host: '127.0.0.1' } });
  });

  // @promise failures.clocks-apart
  it('a test reports by how much the clock is off before a signature can fail over it', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
    const draft = draftOf(await answeringEndpoint({ date: new Date(Date.now() - 3_600_000).toUTCString() }));
    const report = await bench.accounts.tests.run({ runId: 'r', target: { kind: 'draft', draft } }, windowId);
    expect(outline(report).slice(2, 4)).toEqual(['clock failed', 'sign-in not-run']);
    expect(report.stages[2]?.error).toMatchObject({ code: 'auth.clock-skew', action: 'check-clock' });
    expect(Math.abs(Number(report.stages[2]?.error?.params['seconds']) - 3600)).toBeLessThan(60);
  });

  it('a test marks a stored account as failing with the reason of the cloud, and as well again', async () => {
    const cloud = new MemoryCloud();
    cloud.secret = 'another';
    const bench = openBench({ dir: testFolder(), cloud });
    const { id } = await bench.accounts.add(draftOf(await answeringEndpoint()));
    const target = { kind: 'saved', accountId: id } as const;
    const report = await bench.accounts.tests.run({ runId: 'r', target }, windowId);
    expect(outline(report).slice(3, 5)).toEqual(['sign-in failed', 'permission not-run']);
    expect(bench.accounts.list()[0]?.health).toMatchObject({ state: 'failing', error: { code: 'auth.rejected-key' } });
    cloud.secret = null;
    await bench.accounts.tests.run({ runId: 'r', target }, windowId);
    expect(bench.accounts.list()[0]?.health).toMatchObject({ state: 'ok', tokenExpiresAtMs: 1_900_000_000_000 });
  });

  it.each(['cancelled', 'left behind by its window'])('a test ends at once when it is %s', async (how) => {
    const cloud = new MemoryCloud();
    cloud.gate = new Promise(() => {});
    const bench = openBench({ dir: testFolder(), cloud });
    const draft = draftOf(await answeringEndpoint());
    const running = bench.accounts.tests.run({ runId: 'r', target: { kind: 'draft', draft } }, windowId);
    await bench.event('account.test-progressed', ({ stage }) => stage.stage === 'clock');
    if (how === 'cancelled') bench.accounts.tests.cancel('r');
    else bench.accounts.tests.onWindowGone(windowId);
    const report = await running;
    expect(report.stages[3]).toMatchObject({ state: 'not-run', error: { code: 'cancelled' } });
    expect(cloud.openSessions).toBe(0);
  });
});
