/** Plain http is allowed for one host and one account, by a person, until it is revoked or the account changes its address. */
import os from 'node:os';
import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../../../../preload/domain/ids.ts';
import { MAX_MEDIA_HOSTS } from '../../../../../preload/domain/bounds.ts';
import { setLogSink } from '../../../../../main/log.ts';
import type { ConfirmRequest } from '../../../../../main/host.ts';
import type { RevokedHost } from '../../../../../main/ports/media-trust.ts';
import { MediaCertificates } from '../../../../../main/services/accounts/media-certificates.ts';
import { MediaHosts } from '../../../../../main/services/accounts/media-hosts.ts';
import { Questions } from '../../../../../main/services/shared/questions.ts';
import { draftOf, openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const HOST = '10.0.0.7:18080';
const CLOUD = 'https://api-ivm.myhuaweicloud.com';

function open(answer: (request: ConfirmRequest) => Promise<boolean> = () => Promise.resolve(true), dir = testFolder()) {
  const bench = openBench({ dir, cloud: new MemoryCloud() });
  const { accountStore, accounts, sessions } = bench;
  const refusals = sessions.mediaRefusals;
  const asked: ConfirmRequest[] = [];
  const questions = new Questions((request) => (asked.push(request), answer(request)));
  const told: unknown[] = [];
  const allowing = {
    accountStore,
    accounts,
    refusals,
    questions,
    locale: () => 'en-US' as const,
    onChanged: (id: AccountId, revoked: RevokedHost | null) => void told.push([id, revoked?.host ?? null]),
  };
  const [hosts, certificates] = [new MediaHosts(allowing), new MediaCertificates(allowing)];
  const plain = (id: AccountId) => refusals.trustOf(id);
  const view = (id: AccountId) => accounts.list().find((account) => account.id === id);
  return { ...bench, dir, hosts, certificates, refusals, told, asked, plain, view };
}

/** An account whose media were refused from a host. */
async function refusing(client: ReturnType<typeof open>, label = 'Shop'): Promise<AccountId> {
  const { id } = await client.accounts.add(draftOf(CLOUD, { label, persistence: 'session' }));
  client.plain(id).onRefused(HOST);
  return id;
}

/** The lines of the audit log while `work` runs. */
async function auditOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const lines: string[] = [];
  const before = setLogSink((level, line) => (level === 'audit' ? lines.push(line) : 0));
  await work().finally(() => setLogSink(before));
  return lines;
}

describe('a host of pictures over plain http', () => {
  it('a host is allowed after a person confirmed it, with name and time, and is listed with the account', async () => {
    const client = open();
    const id = await refusing(client);
    expect(client.view(id)).toMatchObject({ mediaHosts: [], refusedHosts: [HOST] });
    const lines = await auditOf(() => client.hosts.allow(id, HOST));
    const [allowed] = client.view(id)?.mediaHosts ?? [];
    expect(allowed).toMatchObject({ host: HOST, allowedBy: os.userInfo().username });
    expect(Math.abs((allowed?.allowedAtMs ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(client.view(id)?.refusedHosts).toEqual([]);
    expect(client.plain(id).allows(HOST)).toBe(true);
    expect(client.asked[0]?.detail).toContain(
      `Anyone on the network between this computer and ${HOST} can watch and alter these pictures.`,
    );
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ accountId: id, host: HOST, isAllowed: true });
  });

  // @promise security.plain-asked
  it('a host of pictures stays refused after a no, and the no is in the audit log', async () => {
    const client = open(() => Promise.resolve(false));
    const id = await refusing(client);
    const lines = await auditOf(() => client.hosts.allow(id, HOST));
    expect(client.plain(id).allows(HOST)).toBe(false);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ host: HOST, isAllowed: false });
  });

  // @promise security.plain-asked: No script in the page allows a host: main asks in a dialog of its own, and only
  // about a host that it refused for this account in this run.
  it('a host is never asked about where main did not refuse it in this run, so that a script in the page can name no host', async () => {
    const client = open();
    const id = await refusing(client);
    for (const host of ['evil.example:80', '10.0.0.7:80', '10.0.0.7', '*', 'constructor', '127.0.0.1:80'])
      await expect(client.hosts.allow(id, host)).rejects.toMatchObject({ code: 'input.invalid-field' });
    expect(client.asked).toEqual([]);
  });

  it('a host is offered too where its addresses are printed as http and it has no TLS, and not while the network is down', async () => {
    const client = open();
    const { id } = await client.accounts.add(draftOf(CLOUD, { persistence: 'session' }));
    const failure = { code: 'network.unreachable', params: { host: 'media.example', detail: 'ECONNREFUSED' } } as const;
    client.refusals.note(id, failure);
    expect(client.view(id)?.refusedHosts).toEqual([]);
    client.plain(id).onUpgraded('media.example:80');
    client.refusals.note(id, { ...failure, params: { host: 'media.example', detail: 'ENETUNREACH' } });
    expect(client.view(id)?.refusedHosts).toEqual([]);
    client.refusals.note(id, failure);
    expect(client.view(id)?.refusedHosts).toEqual(['media.example:80']);
  });

  // @promise security.plain-account: An exception for a host belongs to its account and address, and is in no exported
  // file of accounts.
  it('a host that is allowed for one account serves no other account', async () => {
    const client = open();
    const [id, other] = [await refusing(client), await refusing(client, 'Yard')];
    await client.hosts.allow(id, HOST);
    expect([client.plain(id).allows(HOST), client.plain(other).allows(HOST)]).toEqual([true, false]);
    expect(client.view(other)?.refusedHosts).toEqual([HOST]);
  });

  it('a host is refused again at once when it is revoked, and the areas and the audit log learn it', async () => {
    const client = open();
    const id = await refusing(client);
    await client.hosts.allow(id, HOST);
    const trust = client.plain(id); // as a session holds it
    const lines = await auditOf(() => client.hosts.revoke(id, HOST));
    expect(trust.allows(HOST)).toBe(false);
    expect(client.view(id)).toMatchObject({ mediaHosts: [], refusedHosts: [HOST] });
    expect(client.told).toEqual([
      [id, null],
      [id, HOST],
    ]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ accountId: id, host: HOST });
  });

  it('a host is still allowed after a restart, and is not after the account was removed', async () => {
    const client = open();
    const id = await refusing(client);
    await client.hosts.allow(id, HOST);
    await client.close();
    const next = open(undefined, client.dir);
    expect(next.plain(id).allows(HOST)).toBe(true);
    const lines = await auditOf(() => next.accounts.remove(id));
    expect(next.plain(id).allows(HOST)).toBe(false);
    expect(lines.join()).toContain(HOST);
  });
});

// @promise security.plain-account
it('an account loses its allowed hosts with its address, and has them still with its name, its path and while it is off', async () => {
  const client = open();
  const id = await refusing(client);
  await client.hosts.allow(id, HOST);
  await client.accounts.update({ accountId: id, label: 'Harbour', endpoint: `${CLOUD}/v1` });
  await client.accounts.setEnabled(id, false);
  await client.accounts.setEnabled(id, true);
  expect(client.plain(id).allows(HOST)).toBe(true);
  const lines = await auditOf(() =>
    client.accounts.update({ accountId: id, endpoint: 'https://ivm.example', secrets: { sk: 'typed-again' } }),
  );
  expect(client.view(id)).toMatchObject({ mediaHosts: [], refusedHosts: [] });
  expect(lines.join()).toContain(HOST);
});

// @promise security.plain-account
it('an account gets no allowed host by a yes to a question that was asked before its address changed', async () => {
  const answer = Promise.withResolvers<boolean>();
  const client = open(() => answer.promise);
  const id = await refusing(client);
  const allowing = client.hosts.allow(id, HOST);
  await client.accounts.update({ accountId: id, endpoint: 'https://ivm.example', secrets: { sk: 'typed-again' } });
  answer.resolve(true);
  expect(await allowing).toBe(false);
  expect(client.view(id)?.mediaHosts).toEqual([]);
});

// @promise security.plain-count: 32 hosts are remembered as refused for an account, and 32 can be allowed.
it('an account stores a bounded number of allowed hosts, and a bounded number of refused ones', async () => {
  const client = open();
  const id = await refusing(client);
  for (let port = 1; port <= MAX_MEDIA_HOSTS; port++) {
    client.plain(id).onRefused(`10.0.0.7:${port}`);
    await client.hosts.allow(id, `10.0.0.7:${port}`);
  }
  for (let port = 1; port <= 2 * MAX_MEDIA_HOSTS; port++) client.plain(id).onRefused(`10.0.0.8:${port}`);
  client.plain(id).onRefused(`${'a'.repeat(300)}:80`);
  expect(client.view(id)?.refusedHosts).toHaveLength(MAX_MEDIA_HOSTS);
  await expect(client.hosts.allow(id, '10.0.0.8:64')).rejects.toMatchObject({ code: 'input.invalid-field' });
  expect(client.view(id)?.mediaHosts).toHaveLength(MAX_MEDIA_HOSTS);
});

// @promise security.plain-account
it('a file of accounts has no allowed hosts', async () => {
  const client = open();
  const id = await refusing(client);
  await client.hosts.allow(id, HOST);
  const { mediaHosts } = await client.accounts.addWithoutKeys({
    vendor: 'huawei-ivm',
    label: 'Copy',
    region: null,
    endpoint: CLOUD,
    fields: {},
    isEnabled: true,
  });
  expect(mediaHosts).toEqual([]);
});
