/** A cloud whose certificate an authority of an organisation signed: the authority comes as a file. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { makeAuthority, makeCertificate } from '../../security/certificates.ts';
import { openCloudFront, type CloudFront } from '../../security/cloud-front.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

let simulator: Simulator;
let front: CloudFront;
let client: Client;
let dataDir: string;
let accountId: AccountId;
const authority = makeAuthority('Authority of Harbour Ltd');
const { fingerprint256: fingerprint } = new X509Certificate(authority.cert);

/** The code of the first stage that failed; null where all passed. */
const tested = async (): Promise<string | null> => {
  const { stages } = await client.get('account.test', { runId: 'run', target: { kind: 'saved', accountId } });
  return stages.find(({ error }) => error !== null)?.error?.code ?? null;
};
const add = (text = authority.cert) => client.ask('network.add-authorities', { text });

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanner-authorities-'));
  simulator = await startSimulator({ cameras: 2 });
  const identity = makeCertificate({ by: authority });
  front = await openCloudFront({ target: simulator.clouds['tencent-ivp']?.endpoint ?? '', identity });
  client = await startClient(dataDir);
  const draft = { ...draftFor(simulator, 'tencent-ivp', 'Harbour'), endpoint: front.origin };
  ({ id: accountId } = await client.get('account.add', draft));
});
afterAll(async () => {
  await client.app.dispose();
  await front.close();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('an authority of an organisation', () => {
  it('an authority is unknown at first: the test of the account says so, and nothing is sent', async () => {
    expect(await tested()).toBe('network.certificate-unknown-issuer');
    expect(front.received()).toBe('');
  });

  // @promise security.authority-consent: An authority is trusted only after a person agreed in a dialog of main that
  // names it and its fingerprint.
  // @promise failures.tls
  it("an authority is trusted only after a person agreed in main's own dialog, which names it", async () => {
    client.host.says = false;
    expect(await add()).toEqual({ ok: true, value: { added: 0 } });
    expect(await tested()).toBe('network.certificate-unknown-issuer');
    client.host.says = true;
    expect(await add()).toEqual({ ok: true, value: { added: 1 } });
    const { detail = '' } = client.host.questions.at(-1) ?? {};
    for (const fact of ['CN=Authority of Harbour Ltd', fingerprint, '2049-12-31']) expect(detail).toContain(fact);
    expect(await tested()).toBeNull();
    const shown = await client.get('network.get', {});
    expect(shown.authorities).toMatchObject([{ fingerprint, subject: 'CN=Authority of Harbour Ltd' }]);
    expect(JSON.stringify(shown)).not.toContain('BEGIN CERTIFICATE');
  });

  it('an authority is asked about once, and a file that is no authority is refused without a question', async () => {
    const asked = client.host.questions.length;
    expect(await add()).toEqual({ ok: true, value: { added: 0 } });
    const server = makeCertificate({ by: authority });
    for (const [text, detail] of [
      [server.cert, 'no-authority'],
      [`${authority.cert}${server.key}`, 'private-key'],
      ['a letter', 'no-certificate'],
      [makeAuthority('Old', { until: '210101000000Z' }).cert, 'ended'],
    ] as const)
      expect(await add(text)).toMatchObject({
        ok: false,
        error: { code: 'input.invalid-field', params: { field: 'authorities', detail } },
      });
    expect(client.host.questions).toHaveLength(asked);
  });

  it('an authority stays trusted over a restart of the client', async () => {
    await client.app.dispose();
    client = await startClient(dataDir);
    expect((await client.get('network.get', {})).authorities).toMatchObject([{ fingerprint }]);
  });

  it('an authority is trusted no longer once it is revoked, and the audit log has both', async () => {
    await client.get('network.revoke-authority', { fingerprint });
    const draft = { ...draftFor(simulator, 'tencent-ivp', 'Harbour again'), endpoint: front.origin };
    ({ id: accountId } = await client.get('account.add', draft));
    expect(await tested()).toBe('network.certificate-unknown-issuer');
    expect((await client.get('network.get', {})).authorities).toEqual([]);
    await client.app.dispose();
    const lines = readFileSync(path.join(dataDir, 'logs', 'audit.log'), 'utf8').split('\n');
    const about = lines.filter((line) => line.includes(fingerprint)).map((line) => JSON.parse(line) as object);
    expect(about).toMatchObject([{ isAllowed: false }, { isAllowed: true }, { sha256: fingerprint }]);
  });
});
