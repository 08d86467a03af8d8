/** No key goes to a host that its cloud does not document before a person said yes, and none over http. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AccountDraft } from '../../../../../preload/contract/account.ts';
import type { AccountId } from '../../../../../preload/domain/ids.ts';
import type { ConfirmRequest } from '../../../../../main/host.ts';
import { AccountFilesService } from '../../../../../main/services/accounts/account-files.ts';
import { KeyConsent } from '../../../../../main/services/accounts/key-consent.ts';
import { Questions } from '../../../../../main/services/shared/questions.ts';
import { keyQuestion } from '../../../../../main/services/accounts/key-question.ts';
import { Secret } from '../../../../../main/secret.ts';
import { keyAddresses } from '../../../../../preload/domain/accounts/key-addresses.ts';
import { draftOf } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { answeringEndpoint } from '../memory-cloud.ts';
import { DOCUMENTED, EVIL, open, OTHER, stateOf } from './moved-bench.ts';
import { TiredKeychain } from './tired-keychain.ts';

const refused = { code: 'account.address-refused', params: { host: 'ivm.example', label: 'Shop', field: 'endpoint' } };
const run = (draft: AccountDraft, accountId?: AccountId) => ({
  runId: 'r',
  target: { kind: 'draft' as const, draft, ...(accountId === undefined ? {} : { accountId }) },
});
const bare = ({ persistence: _, ...draft }: ReturnType<typeof draftOf>): AccountDraft => draft;

describe('an undocumented host', () => {
  const no = () => Promise.resolve(false);

  // @promise security.key-consent: Typed keys go to no host that a person did not confirm: without a yes in a dialog of
  // main nothing is looked up, stored or sent, and sessions check once more.
  it('a host that the cloud does not document gets no keys without a yes: not by adding, not by a change, not by a test', async () => {
    const bench = open({ confirm: no });
    await expect(bench.accounts.add(draftOf(OTHER))).rejects.toMatchObject(refused);
    await expect(bench.accounts.tests.run(run(bare(draftOf(OTHER))), 'w')).rejects.toMatchObject(refused);
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED));
    const change = { accountId: id, endpoint: OTHER, secrets: { sk: 'typed' } };
    await expect(bench.accounts.update(change)).rejects.toMatchObject(refused);
    expect(stateOf(bench)).toMatchObject([{ endpoint: DOCUMENTED, isKeyMissing: false }]);
    expect(bench.vault.list()).toEqual([{ accountId: id, names: ['sk'] }]);
    expect(bench.cloud.signIns).toBe(0);
  });

  it('a host that the cloud does not document is asked about once for a test and the saving after it, and once for an account', async () => {
    const bench = open();
    await bench.accounts.tests.run(run(bare(draftOf(OTHER))), 'w');
    const { id, confirmedOrigins } = await bench.accounts.add(draftOf(OTHER, { label: 'Harbour' }));
    expect(confirmedOrigins).toEqual([OTHER]);
    await bench.accounts.update({ accountId: id, secrets: { sk: 'other-key' } });
    await bench.accounts.tests.run(run(bare(draftOf(OTHER, { secrets: { sk: 'third-key' } })), id), 'w');
    expect(bench.questions).toHaveLength(1);
    await bench.accounts.update({ accountId: id, endpoint: 'https://new.example', secrets: { sk: 'other-key' } });
    expect(bench.accounts.list()[0]?.confirmedOrigins).toEqual(['https://new.example']);
    await bench.accounts.update({ accountId: id, endpoint: OTHER, secrets: { sk: 'fourth-key' } });
    expect(bench.questions.map(({ message }) => message)).toEqual([
      'The keys of "Shop" will be sent to ivm.example.',
      'The keys of "Harbour" will be sent to new.example.',
      'The keys of "Harbour" will be sent to ivm.example.',
    ]);
  });

  it('a host that the cloud does not document is asked about for another account with other keys', async () => {
    const bench = open();
    await bench.accounts.add(draftOf(OTHER));
    const second = { label: 'B', fields: { userId: '1234567890123456', ak: 'AK2' }, secrets: { sk: 'other-key' } };
    await bench.accounts.add(draftOf(OTHER, second));
    expect(bench.questions).toHaveLength(2);
  });

  it('the consent to a host stays over a restart, and accounts of versions that did not ask still work', async () => {
    const dir = testFolder();
    const keychain = new TiredKeychain();
    const first = open({ dir, keychain });
    const { id } = await first.accounts.add(draftOf(OTHER, { persistence: 'keychain' }));
    await first.close();
    const second = open({ dir, keychain, confirm: no });
    await second.accounts.update({ accountId: id, secrets: { sk: 'new-key' } });
    await second.sessions.of(id);
    await second.close();

    const file = join(dir, 'accounts.json');
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { content: { accounts: Record<string, unknown>[] } };
    for (const account of stored.content.accounts) delete account['confirmedOrigins'];
    writeFileSync(file, JSON.stringify(stored));
    const third = open({ dir, keychain, confirm: no });
    expect(third.accounts.list()[0]?.confirmedOrigins).toEqual([OTHER]);
    await third.sessions.of(id);
  });

  // @promise security.key-consent
  it('a host that the cloud does not document in a file is named in the preview, asked about when the keys are entered, and gets no keys after a no', async () => {
    let says = false;
    const bench = open({ confirm: () => Promise.resolve(says) });
    const { accounts, accountStore, consent } = bench;
    const files = new AccountFilesService({ accountStore, accounts, consent, choosePath: null, onSaved: () => {} });
    const item = {
      vendor: 'huawei-ivm',
      label: 'Shop',
      endpoint: EVIL,
      fields: { userId: '1234567890123456', ak: 'AK' },
    };
    const fine = { ...item, label: 'Fine', endpoint: DOCUMENTED };
    const text = JSON.stringify({ format: 'lanner.accounts', version: 1, accounts: [item, fine] });
    for (const isPreview of [true, false]) {
      const { accounts: told } = await files.import(text, isPreview);
      expect(told.map(({ unknownHosts }) => unknownHosts)).toEqual([[new URL(EVIL).host], []]);
    }
    expect(bench.questions).toEqual([]);
    const id = accounts.list()[0]?.id as AccountId;
    const keys = { accountId: id, secrets: { sk: 'typed' }, persistence: 'session' as const };
    await expect(accounts.update(keys)).rejects.toMatchObject({ code: 'account.address-refused' });
    expect(bench.vault.list()).toEqual([]);
    await bench.vault.put(id, 'session', 'sk', new Secret('slipped in'));
    await expect(bench.sessions.of(id)).rejects.toMatchObject({ code: 'account.address-refused' });
    says = true;
    await accounts.update(keys);
    await bench.sessions.of(id);
    expect(bench.questions).toHaveLength(2);
  });

  // @promise security.dialog-flood: One dialog about an address is open at a time, and after three refusals none for a
  // minute.
  it('a host that the cloud does not document is asked about in one dialog at a time, and not for ever', async () => {
    const answers = [Promise.withResolvers<boolean>()];
    let asked = 0;
    const confirm = () => answers[asked++]?.promise ?? Promise.resolve(false);
    const bench = open({ confirm });
    const first = bench.accounts.add(draftOf(OTHER));
    await expect(bench.accounts.add(draftOf(EVIL, { label: 'B' }))).rejects.toMatchObject({
      code: 'account.address-refused',
    });
    expect(asked).toBe(1);
    answers[0]?.resolve(true);
    await first;
    for (let i = 0; i < 10; i++) await bench.accounts.add(draftOf(EVIL, { label: 'B' })).catch(() => {});
    expect(asked).toBe(4);
  });

  it('a host that the cloud does not document is refused where the dialog fails', async () => {
    const bench = open({ confirm: () => Promise.reject(new Error('no display')) });
    await expect(bench.accounts.add(draftOf(OTHER))).rejects.toMatchObject(refused);
  });

  it('a test that is cancelled while the dialog is open waits no longer', async () => {
    const bench = open({ confirm: () => new Promise(() => {}) });
    const running = bench.accounts.tests.run(run(bare(draftOf(OTHER))), 'w');
    bench.accounts.tests.cancel('r');
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('http', () => {
  // @promise security.keys-over-tls: Keys do not travel over plain http, to this computer neither. A stored account of
  // that kind is not used, and the list names the reason.
  it('plain http to this computer is refused where no simulated clouds are in use', async () => {
    const bench = open({ hasLocalClouds: false });
    const plain = { code: 'account.address-plain', params: { field: 'endpoint' } };
    await expect(bench.accounts.add(draftOf('http://127.0.0.1:1'))).rejects.toMatchObject(plain);
    await expect(bench.accounts.tests.run(run(bare(draftOf('http://localhost:1'))), 'w')).rejects.toMatchObject(plain);
    const { id } = await bench.accounts.add(draftOf(DOCUMENTED));
    const change = { accountId: id, endpoint: 'http://[::1]:1', secrets: { sk: 'typed' } };
    await expect(bench.accounts.update(change)).rejects.toMatchObject(plain);
    expect(bench.questions).toEqual([]);
  });

  // @promise security.keys-over-tls
  it('a stored account of an earlier version stays in the list, unused, with the reason', async () => {
    const [dir, endpoint, keychain] = [testFolder(), await answeringEndpoint(), new TiredKeychain()];
    const first = open({ dir, keychain });
    const { id } = await first.accounts.add(draftOf(endpoint, { persistence: 'keychain' }));
    await first.close();
    const bench = open({ dir, keychain, hasLocalClouds: false });
    await bench.accounts.start();
    const error = { code: 'account.address-plain', params: { field: 'endpoint', host: new URL(endpoint).host } };
    expect(bench.accounts.list()).toMatchObject([{ id, health: { state: 'failing', error }, isKeyMissing: false }]);
    await expect(bench.sessions.of(id)).rejects.toMatchObject(error);
    const test = bench.accounts.tests.run({ runId: 'r', target: { kind: 'saved', accountId: id } }, 'w');
    await expect(test).rejects.toMatchObject(error);
    await bench.accounts.update({ accountId: id, label: 'Renamed' });
    await bench.accounts.update({ accountId: id, endpoint: DOCUMENTED, secrets: { sk: 'new-key' } });
    expect(bench.accounts.list()).toMatchObject([{ health: { state: 'unchecked' } }]);
    await bench.sessions.of(id);
  });

  it('plain http to this computer is accepted for simulated clouds without a question, other https with a question', async () => {
    const bench = open();
    await bench.accounts.add(draftOf('http://127.0.0.1:1'));
    expect(bench.questions).toEqual([]);
    const shipped = open({ hasLocalClouds: false });
    const { confirmedOrigins } = await shipped.accounts.add(draftOf('https://127.0.0.1:8443'));
    expect([shipped.questions.length, confirmedOrigins]).toEqual([1, ['https://127.0.0.1:8443']]);
  });
});

describe('the question', () => {
  const ask = (label: string, endpoint: string, locale: 'zh-CN' | 'en-US'): ConfirmRequest =>
    keyQuestion({ vendor: 'huawei-ivm', label, addresses: keyAddresses('huawei-ivm', endpoint, {}) }, locale);

  it('the question names the account, the host in plain letters, the cloud, its documented hosts and the risk', () => {
    const { message, detail } = ask('Shop', 'https://api-ivm.m\u0443huaweicloud.com', 'en-US');
    expect(message).toBe('The keys of "Shop" will be sent to api-ivm.xn--mhuaweicloud-zhk.com.');
    expect(detail).toContain('Huawei IVM');
    expect(detail).toContain('api-ivm.myhuaweicloud.com');
    expect(detail).toContain('can use your keys');
    expect(ask('店铺', OTHER, 'zh-CN').message).toBe('“店铺”的密钥将发送到 ivm.example。');
  });

  // @promise security.dialog-names: The name of an account changes no line of a dialog: control and direction
  // characters are taken out.
  it('no name of an account changes the lines of the question or their direction', () => {
    const { message } = ask('A" is fine.\nSafe\u202E\u200B host', OTHER, 'en-US');
    expect(message).not.toMatch(/[\n\u202e\u200b]/u);
  });

  it('the question is asked in the language of the client at that moment', async () => {
    const asked: string[] = [];
    let locale: 'zh-CN' | 'en-US' = 'en-US';
    const confirm = ({ confirmLabel }: ConfirmRequest) => (asked.push(confirmLabel), Promise.resolve(true));
    const consent = new KeyConsent({ questions: new Questions(confirm), locale: () => locale, hasLocalClouds: false });
    const sending = { vendor: 'huawei-ivm', label: 'A', addresses: keyAddresses('huawei-ivm', OTHER, {}) } as const;
    await consent.agree({ ...sending, secrets: { sk: new Secret('1') } }, []);
    locale = 'zh-CN';
    await consent.agree({ ...sending, secrets: { sk: new Secret('2') } }, []);
    expect(asked).toEqual(['Send the keys', '发送密钥']);
  });
});
