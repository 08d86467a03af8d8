/** A cloud over https whose pictures come over plain http: refused, allowed by a person, listed, revoked. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCloudFront, type CloudFront } from '../security/cloud-front.ts';
import { openMediaFront, type MediaFront } from '../security/media-front.ts';
import { selfSigned } from '../security/self-signed.ts';
import { auditPage } from './audit.ts';
import { hostKind, openDialog, until, untilPlaying, type Session } from './harness.ts';
import { expectMovingPictures, tiles } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const WORDS = {
  'en-US': {
    refused: /^127\.0\.0\.1:\d+ sends pictures without encryption\.$/,
    meaning: 'Anyone on the network between this computer and',
    allow: /^Allow plain http from 127\.0\.0\.1:\d+$/,
    clouds: 'Clouds',
    list: 'Pictures over plain http',
    by: /^Allowed by .+ \d{4}-\d\d-\d\d \d\d:\d\d/,
    revoke: /^Revoke 127/,
    live: 'Live',
  },
  'zh-CN': {
    refused: /^127\.0\.0\.1:\d+ 发送的画面未加密。$/,
    meaning: '之间网络上的任何人都能观看和篡改',
    allow: /^允许 127\.0\.0\.1:\d+ 使用明文 http$/,
    clouds: '云账号',
    list: '明文 http 画面',
    by: /\d{4}-\d\d-\d\d \d\d:\d\d.* 允许$/,
    revoke: /^撤销 127/,
    live: '实况',
  },
} as const;

const folder = mkdtempSync(path.join(tmpdir(), 'lanner-plain-'));
const identity = selfSigned();
const authority = path.join(folder, 'authority.pem');
writeFileSync(authority, identity.cert);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A tile by its number, in each language. */
const tile = (page: Page, number: number): Locator => tiles(page).nth(number - 1);

/** The way to a screen, in each language. */
const activity = (page: Page, name: string): Locator =>
  page.getByRole('navigation').getByRole('button', { name, exact: true });

/** Main's own dialog: a person reads it, and says yes or no. @returns its words. */
async function answer(session: Session, value: 'yes' | 'no'): Promise<string> {
  const dialog = await openDialog(session);
  const words = await dialog.locator('main, body').first().innerText();
  await dialog.locator(`button[name=answer][value=${value}]`).click();
  await dialog.getByRole('status').waitFor();
  await dialog.close();
  return words;
}

/** Adds the account of the simulated cloud behind a door with TLS, and fills the wall. */
async function joinOverTls(
  { clouds, client }: Session,
  lead = (answer: string): string => answer,
): Promise<CloudFront> {
  const cloud = clouds['tencent-ivp'];
  if (cloud === undefined) throw new Error('no simulated cloud');
  const front = await openCloudFront({ target: cloud.endpoint, identity, twist: (_, answer) => lead(answer) });
  await client.ask({ do: 'add-accounts', clouds: { 'tencent-ivp': { ...cloud, endpoint: front.origin } } });
  await client.ask({ do: 'fill-wall', layout: 4 });
  return front;
}

/** Words of buttons and sentences that do not fit into their place. */
const cut = (page: Page, place: string): Promise<readonly string[]> =>
  page.evaluate((selector) => {
    const parts = [...document.querySelectorAll<HTMLElement>(`${selector} :is(button, p, h3)`)];
    return parts.flatMap((part) => {
      const { left, right, width } = part.getBoundingClientRect();
      const isOut = width > 0 && (left < 0 || right > innerWidth + 1);
      const hasEllipsis = part.querySelector('.el') !== null;
      return isOut || (!hasEllipsis && part.scrollWidth > part.clientWidth + 1) ? [part.textContent.slice(0, 60)] : [];
    });
  }, place);

const OPTIONS = {
  cameras: 8,
  vendors: ['tencent-ivp'],
  viewport: { width: 1280, height: 720 },
  env: { NODE_EXTRA_CA_CERTS: authority },
};

describe.skipIf(hostKind === 'electron').each(['en-US', 'zh-CN'] as const)(
  'pictures over plain http in %s',
  (locale) => {
    const words = WORDS[locale];
    const session = sharedClient({ ...OPTIONS, locale }, { isStory: true });
    let front: CloudFront;
    beforeAll(async () => {
      front = await joinOverTls(session());
    });
    afterAll(() => front.close());

    // @promise security.plain-refused
    // @promise failures.plain-http: The tile of a host that sends without encryption names the host; a person can allow
    // it for the account, and revoke it.
    it('plain pictures are refused, and the tile says which host sends them and has a person decide', async () => {
      const { page } = session();
      await tile(page, 1).getByText(words.refused).first().waitFor();
      await tile(page, 1).getByText(words.meaning).first().waitFor();
      await tile(page, 1).getByRole('button', { name: words.allow }).click();
      expect(await answer(session(), 'no')).toContain(words.meaning);
      await tile(page, 1).getByRole('button', { name: words.allow }).waitFor();
      await tile(page, 1).getByText(words.refused).first().waitFor();
    });

    // @promise failures.plain-http
    it('plain pictures play after a yes, in every tile of the account', async () => {
      const { page } = session();
      const button = tile(page, 2).getByRole('button', { name: words.allow });
      await button.focus();
      await page.keyboard.press('Enter');
      await answer(session(), 'yes');
      await untilPlaying(session(), 4);
      await expectMovingPictures(page, 4);
    });

    it('hosts of plain pictures are listed on the page of the account with who allowed them and when, also with text of 150 %', async () => {
      const { page } = session();
      await activity(page, words.clouds).click();
      await page.locator('.acc-name').first().click();
      const list = page.getByRole('region', { name: words.list });
      await list.getByText(words.by).waitFor();
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
      await list.scrollIntoViewIfNeeded();
      await until(async () => (await cut(page, '.clouds-hosts')).length === 0, 'nothing is cut with large text');
      expect(await auditPage(page)).toEqual([]);
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+-');
    });

    // @promise failures.plain-http
    it('plain pictures are refused again once they are revoked there, and the audit log has both', async () => {
      const { page, dataDir } = session();
      const list = page.getByRole('region', { name: words.list });
      await list.getByRole('button', { name: words.revoke }).click();
      await list.getByRole('button', { name: words.allow }).waitFor();
      await activity(page, words.live).click();
      await tile(page, 1).getByText(words.refused).first().waitFor();
      await until(async () => (await cut(page, '.tile-veil')).length === 0, 'nothing is cut in the tiles');
      const log = (): string => readFileSync(path.join(dataDir, 'logs', 'audit.log'), 'utf8');
      await until(async () => log().includes('refused again'), 'the audit log names the revocation');
      expect(log()).toMatch(/asked whether pictures may come over plain http.*"isAllowed":true/);
    });
  },
);

describe.skipIf(hostKind === 'electron')('pictures of a media server with a certificate of its own', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  const own = selfSigned();
  let front: CloudFront;
  let media: MediaFront;
  beforeAll(async () => {
    media = await openMediaFront(own);
    front = await joinOverTls(session(), media.lead);
  });
  afterAll(async () => {
    await front.close();
    await media.close();
  });

  it('pictures play after a person read the certificate and trusts it', async () => {
    const { page } = session();
    const name = `Trust this certificate of ${media.host}`;
    await tile(page, 1).getByRole('button', { name }).click();
    const words = await answer(session(), 'yes');
    expect(words).toContain(new X509Certificate(own.cert).fingerprint256);
    expect(words).toContain('Valid until: 2049-12-31');
    await untilPlaying(session(), 4);
  });

  it('pictures are refused again once the certificate is revoked on the page of the account', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    await page.locator('.acc-name').first().click();
    const list = page.getByRole('region', { name: 'Trusted certificates of pictures' });
    await list.getByText('Valid until 2049-12-31').waitFor();
    await list.getByRole('button', { name: 'Trust this certificate' }).waitFor({ state: 'detached' });
    await list.getByRole('button', { name: `Revoke ${media.host}` }).click();
    await activity(page, 'Live').click();
    await tile(page, 1)
      .getByText(`The certificate of ${media.host} vouches for itself.`)
      .filter({ visible: true })
      .first()
      .waitFor();
    const log = (): string => readFileSync(path.join(session().dataDir, 'logs', 'audit.log'), 'utf8');
    await until(async () => log().includes('trusted no longer'), 'the audit log names the revocation');
  });
});
