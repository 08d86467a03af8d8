/** A desk behind a proxy that asks for a password: settings, calls and a picture by the proxy, what is here directly. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority, makeCertificate } from '../security/certificates.ts';
import { openCloudFront, type CloudFront } from '../security/cloud-front.ts';
import { openMediaFront, type MediaFront } from '../security/media-front.ts';
import { startStrictProxy, type StrictProxy } from '../security/strict-proxy.ts';
import { auditPage } from './audit.ts';
import { hostKind, openDialog, until, untilPlaying } from './harness.ts';
import { expectMovingPictures } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const PASSWORD = 'word-of-the-proxy';
const folder = mkdtempSync(path.join(tmpdir(), 'lanner-proxy-'));
const authority = makeAuthority('Authority of Harbour Ltd');
const file = path.join(folder, 'harbour.pem');
writeFileSync(file, authority.cert);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const portOf = (host: string): number => Number(host.split(':').at(-1));

describe.skipIf(hostKind === 'electron')('a desk behind a proxy', () => {
  const session = sharedClient(
    { cameras: 8, vendors: ['tencent-ivp'], viewport: { width: 1280, height: 720 } },
    { isStory: true },
  );
  let front: CloudFront;
  let media: MediaFront;
  let proxy: StrictProxy;
  const dialog = (): Locator => session().page.getByRole('dialog', { name: 'Settings' });
  /** Main's own dialog: a person reads it and says yes. @returns its words. */
  const agree = async (): Promise<string> => {
    const asked = await openDialog(session());
    const words = await asked.locator('main, body').first().innerText();
    await asked.locator('button[name=answer][value=yes]').click();
    await asked.getByRole('status').waitFor();
    await asked.close();
    return words;
  };

  beforeAll(async () => {
    const identity = makeCertificate({ by: authority, hosts: ['vis.cloud.test', 'media.cloud.test'] });
    media = await openMediaFront(identity, 'media.cloud.test');
    const target = session().clouds['tencent-ivp']?.endpoint ?? '';
    front = await openCloudFront({ target, identity, twist: (_, answer) => media.lead(answer) });
    const names = { 'vis.cloud.test:443': portOf(front.host), [media.host]: portOf(media.host) };
    proxy = await startStrictProxy({ names, signIn: `operator:${PASSWORD}` });
  });
  afterAll(async () => {
    await proxy.close();
    await front.close();
    await media.close();
  });

  it('an operator names the proxy, its user and its password, and the authority of the organisation', async () => {
    const { page } = session();
    await page.getByRole('button', { name: 'Settings' }).click();
    await dialog().getByRole('tab', { name: 'Network' }).click();
    await dialog().getByRole('radio', { name: 'Manual' }).click();
    await dialog().getByLabel('Address of the proxy').fill(proxy.host);
    await dialog().getByRole('button', { name: 'Use this proxy' }).click();
    expect(await agree()).toContain(proxy.host);
    await dialog().getByLabel('User', { exact: true }).fill('operator');
    await dialog().getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dialog().getByRole('button', { name: 'Store' }).click();
    await dialog().getByText(`Stored for http://${proxy.host}.`).waitFor();
    await dialog().getByLabel('File of authorities').setInputFiles(file);
    expect(await agree()).toContain('CN=Authority of Harbour Ltd');
    await dialog().getByText('1 authority was added.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  // @promise failures.proxy
  it('calls and a picture come by the proxy, and nothing of this computer goes there', async () => {
    const { client, clouds, page } = session();
    const cloud = clouds['tencent-ivp'];
    if (cloud === undefined) throw new Error('no simulated cloud');
    const joining = client.ask({
      do: 'add-accounts',
      clouds: { 'tencent-ivp': { ...cloud, endpoint: 'https://vis.cloud.test' } },
    });
    await agree();
    await joining;
    await client.ask({ do: 'fill-wall', layout: 1 });
    await untilPlaying(session(), 1);
    await expectMovingPictures(page, 1);
    expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT vis.cloud.test:443', `CONNECT ${media.host}`]));
    expect(new Set(proxy.signIns)).toEqual(new Set([`operator:${PASSWORD}`]));
  });

  it('the test of the way reports the proxy that wants a password, and the password is nowhere on disk', async () => {
    const { page, dataDir } = session();
    await page.getByRole('button', { name: 'Settings' }).click();
    await dialog().getByRole('tab', { name: 'Network' }).click();
    await dialog().getByRole('button', { name: 'Test the way' }).click();
    await dialog().getByText(`vis.cloud.test answers, by the proxy ${proxy.host}.`).waitFor();
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const holds = ({ parentPath, name }: (typeof files)[number]): boolean =>
      readFileSync(path.join(parentPath, name), 'latin1').includes(PASSWORD);
    expect(files.filter(holds)).toEqual([]);
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await dialog().getByText(`Stored for http://${proxy.host}.`).waitFor({ state: 'detached' });
    await dialog().getByRole('button', { name: 'Test the way' }).click();
    await dialog().getByText(`The proxy ${proxy.host} asks for a user and a password.`).waitFor();
    await until(async () => (await auditPage(page)).length === 0, 'the failure is accessible');
  });
});
