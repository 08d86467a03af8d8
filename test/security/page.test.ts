/** Script, style and files that somebody else puts into the page of the client, in a real Chromium. */
/* oxlint-disable typescript/no-implied-eval, typescript/no-unsafe-call, typescript/no-unsafe-return, typescript/no-misused-promises -- the attacks are what these rules forbid: text that becomes script */
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hostKind, openClient, until, type OpenSession } from '../e2e/harness.ts';

let session: OpenSession;
let page: Page;
let outside: Server;
let asked: string[];
/** Where the page stands before each attack. */
let home: string;

beforeAll(async () => {
  outside = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  session = await openClient({ attacksPage: true, wall: 1 });
});
afterAll(async () => {
  await session.close();
  outside.close();
});
beforeEach(async () => {
  asked = [];
  page = await session.renew();
  await page.locator('[data-tile]').first().waitFor();
  home = page.url();
});

const away = (): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;

/** Runs code as the page does, from a task of its own: the browser lets the tools of a test do more. */
function inPage<T>(code: (given: string) => T | Promise<T>, given = ''): Promise<T> {
  return page.evaluate(
    ([text, value]) =>
      new Promise<never>((resolve, reject) => {
        const run = new Function(`return ${text}`)() as (given: unknown) => unknown;
        setTimeout(
          () =>
            Promise.resolve(value)
              .then(run)
              .then(resolve as never, reject),
          0,
        );
      }),
    [code.toString(), given] as const,
  );
}

// @promise security.trusted-types: No text becomes markup or script in the page.
it('the page turns no text into markup or script, by whatever way of the browser', async () => {
  const taken = await inPage(async () => {
    const hit = 'window.hit = (window.hit ?? 0) + 1';
    const markup = `<img src=x onerror="${hit}"><script>${hit}</script>`;
    const div = document.body.appendChild(document.createElement('div'));
    const script = (): HTMLScriptElement => document.createElement('script');
    const frame = (): HTMLIFrameElement => document.body.appendChild(document.createElement('iframe'));
    const ways: Record<string, () => unknown> = {
      innerHTML: () => (div.innerHTML = markup),
      outerHTML: () => (div.appendChild(document.createElement('p')).outerHTML = markup),
      insertAdjacentHTML: () => div.insertAdjacentHTML('beforeend', markup),
      setHTMLUnsafe: () => div.setHTMLUnsafe(markup),
      write: () => document.write(markup),
      fragment: () => div.append(document.createRange().createContextualFragment(markup)),
      parser: () => new DOMParser().parseFromString(markup, 'text/html'),
      srcdoc: () => (frame().srcdoc = markup),
      eval: () => (0, eval)(hit),
      Function: () => new Function(hit)() as unknown,
      timer: () => setTimeout(hit, 0),
      'script text': () => document.body.append(Object.assign(script(), { text: hit })),
      'script source': () => document.body.append(Object.assign(script(), { src: 'data:text/javascript,' + hit })),
      module: () =>
        document.body.append(Object.assign(script(), { type: 'module', src: 'data:text/javascript,' + hit })),
      handler: () => div.setAttribute('onclick', hit),
      worker: () => new Worker('data:text/javascript,' + hit),
      'blob worker': () => new Worker(URL.createObjectURL(new Blob([hit]))),
      'service worker': () => void navigator.serviceWorker.register('/bridge.js'),
      policy: () =>
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('default', {}),
    };
    const passed: string[] = [];
    for (const [name, way] of Object.entries(ways)) {
      try {
        way();
        passed.push(name);
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof EvalError)) passed.push(`${name}: ${String(error)}`);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { passed, hits: (window as unknown as { hit?: number }).hit ?? 0 };
  });
  expect(taken).toEqual({ passed: ['service worker'], hits: 0 }); // refused by a promise
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

// @promise security.styles: The page takes no style that is not its own.
it('the page takes no style that is not its own, and lets styles not read the nonce', async () => {
  const found = await inPage(() => {
    const colour = (): string => getComputedStyle(document.body).outlineColor;
    const before = colour();
    const style = document.createElement('style');
    style.textContent = 'body { outline-color: rgb(1, 2, 3) !important }';
    document.head.append(style);
    const isStyled = colour() !== before;
    document.body.setAttribute('style', 'outline-color: rgb(1, 2, 3)');
    const hasAttribute = colour() !== before;
    document.body.removeAttribute('style');
    const meta = document.querySelector<HTMLElement>('meta[name="style-nonce"]');
    const length = meta?.nonce?.length ?? 0;
    return {
      isStyled,
      hasAttribute,
      shown: meta?.getAttribute('nonce'),
      isSelected: document.querySelector('[nonce^="A"],[nonce*="0"]') !== null,
      length,
    };
  });
  expect(found).toEqual({ isStyled: false, hasAttribute: false, shown: '', isSelected: false, length: 24 });
});

it('the policy has a nonce of its own for each load of the page', async () => {
  const nonce = (): Promise<string | undefined> =>
    page.evaluate(() => document.querySelector<HTMLElement>('meta[name="style-nonce"]')?.nonce);
  const first = await nonce();
  await page.reload();
  expect(await nonce()).not.toBe(first);
});

// @promise security.other-sites: A script sends the window to no other site.
it('the page stays where it is when a script sends it to another site, and opens no window there', async () => {
  await inPage((url) => {
    const link = Object.assign(document.createElement('a'), { href: `${url}/link`, target: '_blank' });
    document.body.append(link);
    link.click();
    link.target = '';
    link.click();
    for (const button of [1, 0]) {
      link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, cancelable: true, button, ctrlKey: true }));
    }
    window.open(`${url}/window`);
    location.assign(`${url}/assign`);
    location.href = `${url}/href`;
    location.replace(`${url}/replace`);
    const form = Object.assign(document.createElement('form'), { action: `${url}/form`, method: 'post' });
    document.body.append(form);
    form.submit();
    const meta = Object.assign(document.createElement('meta'), {
      httpEquiv: 'refresh',
      content: `0;url=${url}/refresh`,
    });
    document.head.append(meta);
    return new Promise<void>((resolve) => setTimeout(resolve, 1_000));
  }, away());
  expect([page.url(), asked, page.context().pages().length]).toEqual([home, [], 1]);
  expect(await page.locator('[data-tile]').count()).toBe(1);
});

// @promise security.held-links: A link that is opened with the middle button or a held key opens nothing elsewhere.
it('the page stays where it is when a middle button or a held key opens a link elsewhere', async () => {
  await page.evaluate((url) => {
    const link = Object.assign(document.createElement('a'), { href: `${url}/link`, id: 'trap', textContent: 'trap' });
    link.style.cssText = 'position: fixed; inset: 100px auto auto 100px; z-index: 9999; font-size: 40px';
    document.body.append(link);
  }, away());
  const trap = page.locator('#trap');
  await trap.click({ button: 'middle' });
  await trap.click({ modifiers: ['Control'] });
  await trap.click({ modifiers: ['Shift'] });
  await trap.click();
  // A round trip of the page: what the clicks caused has begun by now.
  await page.reload();
  expect([asked, page.context().pages().length]).toEqual([[], 1]);
});

interface DragData {
  readonly files?: string[];
  readonly items: { mimeType: string; data: string }[];
}

/** Puts another element under the pointer, as a tile does that begins to play: the browser sends it `dragenter` before the drop, and no `dragover`. */
function cover(): void {
  const element = document.body.appendChild(document.createElement('div'));
  element.style.cssText = 'position: fixed; inset: 0; z-index: 9999';
}

// @promise security.dropped-files: A file or link that is dropped on the window is opened only by a drop target of the
// client.
it.skipIf(hostKind !== 'browser')('the page opens no file and no link that is dropped on it', async () => {
  const file = join(session.dataDir, 'dropped.html');
  await writeFile(file, '<title>dropped</title>');
  const devtools = await page.context().newCDPSession(page);
  const drop = async (data: DragData, isNew: boolean): Promise<void> => {
    for (const [x, y] of [
      [700, 400],
      [60, 300],
      [300, 20],
    ] as const) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        if (isNew && type === 'drop') await page.evaluate(cover);
        await devtools.send('Input.dispatchDragEvent', { type, x, y, data: { ...data, dragOperationsMask: 19 } });
      }
    }
  };
  for (const isNew of [false, true]) {
    await drop({ files: [file], items: [] }, isNew);
    await drop({ items: [{ mimeType: 'text/uri-list', data: `${away()}/dropped` }] }, isNew);
  }
  await until(async () => (await page.locator('[data-tile]').count()) === 1, 'the wall is still there');
  expect([page.url(), asked, page.context().pages().length]).toEqual([home, [], 1]);
});
