// @vitest-environment jsdom
/** The page of an account lists allowed and refused hosts of its pictures, and can revoke an exception. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AccountView } from '../../../../../../preload/contract/account.ts';
import { MediaCertificates, MediaHosts } from '../../../../../../renderer/features/clouds/facts/media-hosts.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const DAY_MS = 86_400_000;
const HOST = '10.0.0.7:18080';
const SECURE = 'media.example:8443';
const by = { allowedBy: 'lena', allowedAtMs: Date.UTC(2026, 10, 26, 1, 2) };

let page: Page;
let asked: unknown[];

const certificate = (validToMs: number): AccountView => ({
  ...account('a1', 'Campus'),
  mediaCertificates: [{ host: SECURE, ...by, fingerprint: 'AB:CD', subject: 'CN=media', issuer: 'CN=Site', validToMs }],
  untrustedHosts: ['other.example:443'],
});

const show = async (view: AccountView, locale: 'en-US' | 'zh-CN' = 'en-US'): Promise<string> => {
  setLocale(locale);
  page = await open(
    <>
      <MediaHosts account={view} />
      <MediaCertificates account={view} />
    </>,
  );
  return page.element.textContent;
};

beforeEach(() => {
  completeDom();
  asked = [];
  const done = (input: unknown) => (asked.push(input), Promise.resolve({ ok: true as const, value: null }));
  installMain({ 'account.revoke-media-host': done, 'account.revoke-certificate': done });
});
afterEach(() => page.close());

it('the page of an account mentions no hosts while none was allowed or refused', async () => {
  expect(await show(account('a1', 'Campus'))).toBe('');
});

it('the page of an account names each allowed host with its person and its meaning, and can revoke it', async () => {
  const view = { ...account('a1', 'Campus'), mediaHosts: [{ host: HOST, ...by }], refusedHosts: ['10.0.0.8:80'] };
  const words = await show(view);
  expect(words).toContain('can watch and alter the pictures');
  expect(words).toMatch(/Allowed by lena, \d{4}-\d\d-\d\d/);
  expect(words).toContain('Allow plain http from 10.0.0.8:80');
  await page.click(`button[aria-label="Revoke ${HOST}"]`);
  expect(asked).toEqual([{ accountId: view.id, host: HOST }]);
});

it('the page of an account shows fingerprint, names and end of a trusted certificate, and can revoke it', async () => {
  const words = await show(certificate(Date.UTC(2049, 11, 31)));
  for (const fact of ['SHA-256 AB:CD', 'Issued to CN=media, by CN=Site', 'Valid until 2049-12-31'])
    expect(words).toContain(fact);
  expect(words).toContain('Trust this certificate of other.example:443');
  await page.click(`button[aria-label="Revoke ${SECURE}"]`);
  expect(asked).toHaveLength(1);
});

it.each([
  ['en-US', /in 13 days: ask the administrator/, /its pictures are refused/],
  ['zh-CN', /剩余 13 天/, /拒绝其画面/],
] as const)(
  'the page of an account warns in %s from fourteen days before a certificate ends, and after its end',
  async (locale, soon, ended) => {
    const words = await show(certificate(Date.now() + 12.5 * DAY_MS), locale);
    expect(words).toMatch(soon);
    await page.close();
    expect(await show(certificate(Date.now() + 15 * DAY_MS), locale)).not.toMatch(soon);
    await page.close();
    expect(await show(certificate(Date.now() - DAY_MS), locale)).toMatch(ended);
  },
);
