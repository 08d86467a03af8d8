/** Main's own dialogs in the browser host: a person answers them in a browser; nobody and nothing else can. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppWindows } from '../../../main/hosts/browser/windows/app-windows.ts';
import { Dialogs, type DialogsOptions } from '../../../main/hosts/browser/dialogs/dialogs.ts';
import { browserExecutable, launchEngine } from '../../e2e/browser.ts';
import { PATIENT } from '../../patience.ts';
import { get } from './harness.ts';

const question = {
  title: 'Send keys to another address?',
  message: 'The keys of “North site” will be sent to 10.0.0.1.',
  detail: 'Before: ivm.cn-north-4.example\nFrom now on: 10.0.0.1\u202e<script>alert(1)</script>',
  confirmLabel: 'Send keys there',
  cancelLabel: 'Do not send keys',
};

let server: Server;
let dialogs: Dialogs;
let told: string[];
let locale: string;

function start(options: Partial<DialogsOptions> = {}): void {
  const { port } = server.address() as AddressInfo;
  dialogs = new Dialogs({
    port,
    locale: () => locale,
    openWindow: () => Promise.resolve(null),
    tell: (url) => void told.push(url),
    ...options,
  });
}

beforeEach(async () => {
  [told, locale] = [[], 'en-US'];
  server = createServer((request, response) => void dialogs.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  start();
});
afterEach(async () => {
  dialogs.dispose();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const nextUrl = (): Promise<string> =>
  vi.waitFor(() => {
    const url = told.shift();
    if (url === undefined) throw new Error('no dialog yet');
    return url;
  }, PATIENT);

describe('a dialog in the browser of the user', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchEngine();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 760, height: 620 } });
  });
  afterEach(() => page.close());

  it('asks with "no" in focus, shows every text as it is, and takes the yes of a click', async () => {
    const answer = dialogs.confirm(question);
    await page.goto(await nextUrl());
    expect(new URL(page.url()).search).toBe('');
    expect(await page.locator('h1').innerText()).toBe(question.title);
    expect(await page.locator('button:focus').innerText()).toBe(question.cancelLabel);
    const lines = await page.locator('.detail li').allInnerTexts();
    expect(lines).toEqual(['Before: ivm.cn-north-4.example', 'From now on: 10.0.0.1<script>alert(1)</script>']);
    await page.getByRole('button', { name: question.confirmLabel }).click();
    await page.getByText('Your answer was taken.').waitFor();
    expect(await answer).toBe(true);
  });

  it('takes Enter, pressed as soon as it has the focus, as a no', async () => {
    const answer = dialogs.confirm(question);
    await page.goto(await nextUrl());
    await page.locator('button:focus').waitFor();
    await page.keyboard.press('Enter');
    expect(await answer).toBe(false);
  });

  it('speaks Chinese to a user who chose Chinese', async () => {
    locale = 'zh-CN';
    const answer = dialogs.confirm(question);
    await page.goto(await nextUrl());
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.getByText('如果五分钟内没有回答，则不做任何更改。').waitFor();
    await page.getByRole('button', { name: question.cancelLabel }).click();
    expect(await answer).toBe(false);
  });

  it('lets a person walk to a folder with the keyboard alone, make one there and choose it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lanner-dialog-'));
    await mkdir(join(dir, 'a & b', 'deep'), { recursive: true });
    const answer = dialogs.chooseFolder({ title: 'Folder for clips', startDir: tmpdir() });
    await page.goto(await nextUrl());
    await page.getByLabel('Path of the folder').fill(dir);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'a & b' }).press('Enter');
    await page.getByRole('button', { name: 'deep' }).waitFor();
    await page.getByRole('button', { name: 'Up one folder' }).press('Enter');
    await page.getByRole('button', { name: 'a & b' }).waitFor();
    await page.getByLabel('Name of the new folder').fill('../clips');
    await page.keyboard.press('Enter');
    await page.getByText('A folder cannot have this name.').waitFor();
    await page.getByLabel('Name of the new folder').fill('clips');
    await page.keyboard.press('Enter');
    await page.getByText('This folder holds no other folders.').waitFor();
    await page.getByRole('button', { name: 'Choose this folder' }).press('Enter');
    expect(await answer).toBe(join(dir, 'clips'));
    await rm(dir, { recursive: true });
  });

  it('chooses none where the person cancels', async () => {
    const answer = dialogs.chooseFolder({ title: 'Folder for clips', startDir: tmpdir() });
    await page.goto(await nextUrl());
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await answer).toBeNull();
  });
});

describe('a dialog is answered by nobody else:', () => {
  const enter = async (url: string): Promise<{ readonly host: string; readonly cookie: string }> => {
    const { host, pathname, search } = new URL(url);
    const { headers } = await get(base(), `${pathname}${search}`, { host });
    return { host, cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  };
  const base = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post = (headers: Record<string, string>, body: string): Promise<number> => postForm(base(), headers, body);

  it('its address works once, and nothing of it is given without the cookie', async () => {
    const answer = dialogs.confirm(question);
    const url = await nextUrl();
    const { host, cookie } = await enter(url);
    expect(cookie).not.toBe('');
    expect((await enter(url)).cookie).toBe('');
    for (const path of ['/', '/dialog.css', '/launch', '/launch?token=x']) {
      expect((await get(base(), path, { host })).status).toBe(403);
    }
    expect((await get(base(), '/', { host, cookie })).body).toContain(question.title);
    dialogs.dispose();
    expect(await answer).toBe(false);
  });

  // @promise security.dialogs: Nobody but the user answers a dialog of main: it has a random origin, a cookie and a
  // token for each form, and a yes within the first second does not count.
  it('a yes needs the cookie, the Origin, the newest token and a second to read', async () => {
    const answer = dialogs.confirm(question);
    const { host, cookie } = await enter(await nextUrl());
    const origin = `http://${host}`;
    const tokenNow = async (): Promise<string> =>
      /name="token" value="([^"]+)"/.exec((await get(base(), '/', { host, cookie })).body)?.[1] ?? '';
    const token = await tokenNow();
    const yes = `token=${token}&answer=yes`;
    expect(await post({ host, origin }, yes)).toBe(403);
    expect(await post({ host, cookie }, yes)).toBe(403);
    expect(await post({ host, cookie, origin: 'null' }, yes)).toBe(403);
    expect(await post({ host, cookie, origin: 'http://evil.localhost' }, yes)).toBe(403);
    expect(await post({ host, cookie, origin }, 'answer=yes&token=x')).toBe(303);
    expect(await post({ host, cookie, origin }, yes)).toBe(303); // within the first second
    expect(await post({ host, cookie, origin }, `${yes}&pad=${'x'.repeat(20_000)}`)).toBe(400);
    let isSettled = false;
    void answer.then(() => (isSettled = true));
    await vi.waitFor(async () => {
      await post({ host, cookie, origin }, `token=${await tokenNow()}&answer=yes`);
      expect(isSettled).toBe(true);
    }, PATIENT);
    expect(await answer).toBe(true);
  });

  it('a question that nobody answers is answered with no, and its address is gone', async () => {
    start({ answerWithinMs: 50 });
    expect(await dialogs.confirm(question)).toBe(false);
    const { host, pathname, search } = new URL(await nextUrl());
    const { headers } = await get(base(), `${pathname}${search}`, { host });
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await get(base(), '/', { host, cookie })).body).toContain('This question is over');
  });

  // @promise security.dialogs
  it('questions come one after another, and a flood of them is answered with no', async () => {
    const answers = Array.from({ length: 10 }, () => dialogs.confirm(question));
    const first = await nextUrl();
    expect(await Promise.all(answers.slice(4))).toEqual([false, false, false, false, false, false]);
    expect(told).toEqual([]);
    const { host, cookie } = await enter(first);
    const body = (await get(base(), '/', { host, cookie })).body;
    const token = /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';
    await post({ host, cookie, origin: `http://${host}` }, `token=${token}&answer=no`);
    expect(await answers[0]).toBe(false);
    expect(new URL(await nextUrl()).host).not.toBe(host);
  });

  it('its page may run no script, load nothing from elsewhere, and stand in no frame', async () => {
    void dialogs.confirm(question);
    const { host, cookie } = await enter(await nextUrl());
    const { headers } = await get(base(), '/', { host, cookie });
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('script-src');
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin' });
  });
});

describe("a dialog in a window of main's own browser", () => {
  let dir: string;
  let windows: AppWindows;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'lanner-dialog-window-'));
    const { port } = server.address() as AddressInfo;
    windows = new AppWindows({
      dataDir: dir,
      isHeadless: true,
      launchUrl: () => '',
      reach: { origins: [`http://*.localhost:${port}`], refusedBy: `127.0.0.1:${port}` },
      onBrowserEnded: () => {},
    });
    start({ openWindow: async () => (await windows.open(browserExecutable(), { kind: 'dialog' })).window });
  });
  afterEach(async () => {
    await windows.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 10 });
  });

  const dialogPage = () =>
    vi.waitFor(async () => {
      const devtools = windows.running[0]?.devtools;
      const list = (await devtools?.send('Target.getTargets')) as
        { readonly targetInfos: readonly { targetId: string; url: string; title: string }[] } | undefined;
      const target = list?.targetInfos.find(({ title }) => title.startsWith(question.title));
      if (devtools === undefined || target === undefined) throw new Error('not shown yet');
      return { devtools, targetId: target.targetId };
    }, PATIENT);

  it('comes up by itself, without an address on any command line, and goes with the answer', async () => {
    const answer = dialogs.confirm(question);
    const { devtools, targetId } = await dialogPage();
    const press = (key: string, code: number) =>
      devtools.withSession(targetId, async (sessionId) => {
        for (const type of ['keyDown', 'keyUp']) {
          const text = type === 'keyDown' && key === 'Enter' ? { text: '\r' } : {};
          const event = { type, key, windowsVirtualKeyCode: code, ...text };
          await devtools.send('Input.dispatchKeyEvent', event, sessionId);
        }
      });
    const pid = windows.running[0]?.pid ?? 0;
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toMatch(/[0-9a-f]{32}\.localhost|token/);
    }
    let settled: boolean | null = null;
    void answer.then((given) => (settled = given));
    await vi.waitFor(async () => {
      if (settled === null) await press('Enter', 13).catch(() => undefined); // the focus may not be there yet
      expect(settled).toBe(false);
    }, PATIENT);
    await vi.waitFor(() => expect(windows.running).toEqual([]), PATIENT);
    expect(told).toEqual([]);
  });

  it("a dialog in a window of main's own browser is answered with no when its window is closed", async () => {
    const answer = dialogs.confirm(question);
    const { devtools, targetId } = await dialogPage();
    await devtools.send('Target.closeTarget', { targetId });
    expect(await answer).toBe(false);
  });
});

/** A form sent with exactly these headers; `fetch` would refuse to set some of them. @returns the status. */
function postForm(base: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request({ hostname, port, method: 'POST', path: '/', headers: { ...type, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject).end(body);
  });
}
