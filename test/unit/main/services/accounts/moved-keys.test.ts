/** Stored keys never follow a changed address, whatever fails or happens at the same time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountDraft } from '../../../../../preload/contract/account.ts';
import type { AccountId } from '../../../../../preload/domain/ids.ts';
import type { Persistence } from '../../../../../preload/domain/accounts/accounts.ts';
import { Secret } from '../../../../../main/secret.ts';
import { draftOf } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';
import { DOCUMENTED, EVIL, open, OTHER, stateOf, type Bench } from './moved-bench.ts';
import { TiredKeychain } from './tired-keychain.ts';

const keysIn = async ({ vault }: Bench, id: AccountId, persistence: Persistence, names: readonly string[]) =>
  Promise.all(names.map(async (name) => (await vault.read(id, persistence, name))?.reveal() ?? null));

const vis = (endpoint: string, fields: object = {}): AccountDraft & { persistence: Persistence } => ({
  vendor: 'huawei-vis',
  label: 'Site',
  endpoint,
  region: null,
  persistence: 'session',
  fields: { domainName: 'firm', userName: 'lena', ...fields },
  secrets: { password: 'the-password' },
});
const tencent: AccountDraft & { persistence: Persistence } = {
  vendor: 'tencent-ivp',
  label: 'Yard',
  endpoint: 'https://ivc.myqcloud.com',
  region: null,
  persistence: 'session',
  fields: { secretId: 'AKID1' },
  secrets: { secretKey: 'old-key', securityToken: 'old-token' },
};

describe('an address that changes', () => {
  it.each([
    ['another host', EVIL],
    ['another documented purpose', 'https://ivc.myqcloud.com'],
    ['another port', `${DOCUMENTED}:8443`],
  ])(
    'an address that changes to %s needs every key again, and changes and asks nothing without them',
    async (_, endpoint) => {
      const bench = open();
      const { id } = await bench.accounts.add(draftOf(DOCUMENTED));
      const before = stateOf(bench);
      await expect(bench.accounts.update({ accountId: id, endpoint })).rejects.toMatchObject({
        code: 'account.keys-needed',
        params: { field: 'sk', host: new URL(endpoint).host, label: 'Shop' },
      });
      expect(stateOf(bench)).toEqual(before);
      expect(await keysIn(bench, id, 'session', ['sk'])).toEqual(['the-secret-key']);
      expect(bench.questions).toEqual([]);
    },
  );

  it('an address takes the keys along only when they are typed in the same request, and signs with those alone', async () => {
    const bench = open();
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED));
    await bench.accounts.update({ accountId: id, endpoint: OTHER, secrets: { sk: 'typed-again' } });
    await (await bench.sessions.of(id)).account.signIn(new AbortController().signal);
    expect(bench.cloud.seenSecrets).toEqual(['typed-again']);
    expect(bench.accounts.list()[0]).toMatchObject({ endpoint: OTHER, confirmedOrigins: [OTHER], isKeyMissing: false });
  });

  it('a change of the path alone, or of the name of the account, leaves the keys', async () => {
    const bench = open();
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED));
    await bench.accounts.update({ accountId: id, endpoint: `${DOCUMENTED}/v1`, label: 'Harbour' });
    expect(await keysIn(bench, id, 'session', ['sk'])).toEqual(['the-secret-key']);
  });

  // @promise security.moved-secrets: A secret that is not typed again is deleted before the new address is written, and
  // a token is sent to its own address alone.
  it('an address that changes drops keys that were not typed again: a security token, the secret of another way to sign in, the token', async () => {
    const bench = open();
    const { id } = await bench.accounts.add(tencent);
    await bench.vault.put(id, 'session', 'token', new Secret('signed-in'));
    const change = { accountId: id, endpoint: 'https://ivp.example', secrets: { secretKey: 'new-key' } };
    await bench.accounts.update(change);
    expect(await keysIn(bench, id, 'session', ['secretKey', 'securityToken', 'token'])).toEqual([
      'new-key',
      null,
      null,
    ]);

    const site = await bench.accounts.add(vis('https://vis.cn-north-4.myhuaweicloud.com'));
    const switched = { domainName: '', userName: '', ak: 'AK' };
    await bench.accounts.update({ accountId: site.id, fields: switched, secrets: { sk: 'SK' } });
    await bench.accounts.update({ accountId: site.id, endpoint: 'https://vis.example', secrets: { sk: 'SK2' } });
    expect(await keysIn(bench, site.id, 'session', ['sk', 'password'])).toEqual(['SK2', null]);
  });

  it.each([
    ['a typed IAM', { fields: { iamEndpoint: 'https://iam.example' } }, 'iam.example'],
    ['another region', { endpoint: 'https://vis.cn-east-3.myhuaweicloud.com' }, 'vis.cn-east-3.myhuaweicloud.com'],
    [
      'the API as IAM',
      { fields: { iamEndpoint: 'https://vis.cn-north-4.myhuaweicloud.com' } },
      'vis.cn-north-4.myhuaweicloud.com',
    ],
  ])('a changed address of the sign-in of VIS by %s needs the password again', async (_, change, host) => {
    const bench = open();
    const { id } = await bench.accounts.add(vis('https://vis.cn-north-4.myhuaweicloud.com'));
    const update = bench.accounts.update({ accountId: id, ...change });
    await expect(update).rejects.toMatchObject({ code: 'account.keys-needed', params: { field: 'password', host } });
    await bench.accounts.update({ accountId: id, fields: { projectName: 'cn-north-4_lab' } });
    expect(await keysIn(bench, id, 'session', ['password'])).toEqual(['the-password']);
  });

  it('an address that changes asks for the secret of the way to sign in that the change chooses, not for the stored one', async () => {
    const bench = open();
    const { id } = await bench.accounts.add(vis('https://vis.cn-north-4.myhuaweicloud.com'));
    const change = {
      accountId: id,
      endpoint: 'https://vis.example',
      fields: { domainName: '', userName: '', ak: 'AK' },
    };
    await expect(bench.accounts.update({ ...change, secrets: { password: 'x' } })).rejects.toMatchObject({
      code: 'account.keys-needed',
      params: { field: 'sk' },
    });
  });

  // @promise security.keys-follow: No crash, request or failing keychain pairs new keys with an old address: changes of
  // an account run one after the other, no session opens meanwhile, and keys are written after their address.
  it('an address that changes cannot be put back beside the new keys by a change that began before', async () => {
    const answer = Promise.withResolvers<boolean>();
    const bench = open({ confirm: () => answer.promise });
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED));
    const move = bench.accounts.update({ accountId: id, endpoint: OTHER, secrets: { sk: 'new-key' } });
    const renames = ['A', 'B'].map((label) => bench.accounts.update({ accountId: id, label }));
    answer.resolve(true);
    await Promise.all([move, ...renames]);
    expect(bench.accounts.list()[0]?.endpoint).toBe(OTHER);
    expect(await keysIn(bench, id, 'session', ['sk'])).toEqual(['new-key']);
    expect(bench.questions).toHaveLength(1);
  });

  it.each([1, 2])('address and keys do not change when the keychain fails at write %i of it', async (nth) => {
    const keychain = new TiredKeychain();
    const bench = open({ keychain });
    const { id } = await bench.accounts.add({ ...tencent, persistence: 'keychain' });
    keychain.failsAt = 2 + nth;
    const change = { accountId: id, endpoint: 'https://ivp.example', secrets: { secretKey: 'n', securityToken: 't' } };
    await expect(bench.accounts.update(change)).rejects.toMatchObject({ code: 'vault.locked' });
    expect(stateOf(bench)).toMatchObject([{ endpoint: tencent.endpoint, isKeyMissing: false }]);
    expect(await keysIn(bench, id, 'keychain', ['secretKey', 'securityToken'])).toEqual(['old-key', 'old-token']);
  });

  // @promise security.keys-follow
  it('an address that changes never stands in the file beside keys that were not given for it, however the change ends', async () => {
    const dir = testFolder();
    const bench = open({ dir, keychain: new TiredKeychain() });
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED, { persistence: 'keychain' }));
    const seen: unknown[] = [];
    bench.accountStore.onChanged(() => {
      const { content } = JSON.parse(readFileSync(join(dir, 'accounts.json'), 'utf8')) as { content: StoredAccounts };
      seen.push([content.accounts[0]?.endpoint, content.secretNames[id] ?? []]);
    });
    await bench.accounts.update({ accountId: id, endpoint: OTHER, secrets: { sk: 'new-key' } });
    expect(seen[0], 'the address is written while the account has no keys at all').toEqual([OTHER, []]);
  });

  it('everything stays when the old keys cannot be deleted', async () => {
    const keychain = new TiredKeychain();
    const bench = open({ keychain });
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED, { persistence: 'keychain' }));
    keychain.removes = false;
    const change = { accountId: id, endpoint: OTHER, secrets: { sk: 'new-key' } };
    await expect(bench.accounts.update(change)).rejects.toMatchObject({ code: 'vault.locked' });
    expect(stateOf(bench)).toMatchObject([{ endpoint: DOCUMENTED, isKeyMissing: false }]);
    expect(await keysIn(bench, id, 'keychain', ['sk'])).toEqual(['the-secret-key']);
  });

  // @promise security.keys-follow
  it('no session has the new keys and the old address, or the other way round, while the change is written', async () => {
    const pairs: string[] = [];
    const cloud = new MemoryCloud();
    const { factory } = cloud;
    const watched: typeof factory = (settings) => {
      pairs.push(`${settings.endpoint} ${settings.credential.secrets['sk']?.reveal() ?? ''}`);
      return factory(settings);
    };
    Object.assign(cloud, { factory: watched });
    const bench = open({ cloud, keychain: new TiredKeychain() });
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED, { persistence: 'keychain' }));
    const move = bench.accounts.update({ accountId: id, endpoint: OTHER, secrets: { sk: 'new-key' } });
    let isOver = false;
    void move.then(() => (isOver = true));
    while (!isOver) {
      await bench.sessions.of(id);
      await bench.sessions.forget(id);
    }
    await bench.sessions.of(id);
    expect(new Set(pairs)).toEqual(new Set([`${DOCUMENTED} the-secret-key`, `${OTHER} new-key`]));
  });
});

interface StoredAccounts {
  readonly accounts: readonly { readonly endpoint: string }[];
  readonly secretNames: Readonly<Record<string, readonly string[]>>;
}
