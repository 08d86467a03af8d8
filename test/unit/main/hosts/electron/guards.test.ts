/** The restrictions of the host on every page of Electron. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeNetwork } from '../../../../../main/hosts/electron/guards.ts';
import type { Host } from '../../../../../main/host.ts';
import { FakeContents, fakeParts, FakeWindow, hostOver, type FakeParts } from './fakes.ts';

let fake: FakeParts;
let host: Host;
let pageDir: string;

async function start(): Promise<void> {
  host = hostOver(fake, pageDir);
  await host.start({
    dispatch: () => Promise.resolve({ ok: true, value: null }),
    mediaOrigins: ['http://127.0.0.1:4100', 'http://*.localhost:4100'],
    onWindowGone: () => {},
  });
}

beforeEach(async () => {
  fake = fakeParts();
  pageDir = await mkdtemp(join(tmpdir(), 'lanner-guards-'));
  await writeFile(join(pageDir, 'index.html'), '<title>page</title>');
  await start();
});
afterEach(async () => {
  await host.dispose();
  await rm(pageDir, { recursive: true });
});

describe('a page may not', () => {
  const guarded = (): FakeContents => {
    const made = new FakeContents(7);
    fake.app.emit('web-contents-created', {}, made);
    return made;
  };

  // @promise security.page-guards
  // @promise security.electron-page: On Electron a page may not open windows, embed others or leave.
  it('a page may not open windows, embed others or leave', () => {
    const page = guarded();
    expect(page.windowOpen?.()).toEqual({ action: 'deny' });
    const tries: [string, string, boolean][] = [
      ['will-attach-webview', '', true],
      ['will-frame-navigate', 'https://evil.example/', true],
      ['will-frame-navigate', 'file:///etc/passwd', true],
      ['will-navigate', 'https://evil.example/', true],
      ['will-navigate', 'file:///home/a/dropped.html', true],
      ['will-navigate', 'lanner://wall/wall-1', true],
      ['will-frame-navigate', 'lanner-page://evil/', true],
      ['will-redirect', 'https://evil.example/', true],
      ['will-frame-navigate', 'lanner-page://app/', false],
      ['will-navigate', 'lanner-page://app/?window=second', false],
    ];
    for (const [name, url, isRefused] of tries) {
      const preventDefault = vi.fn();
      page.emit(name, { url, preventDefault });
      expect([name, url, preventDefault.mock.calls.length > 0]).toEqual([name, url, isRefused]);
    }
  });

  it('a page may not have a window that came to be in spite of that', () => {
    const destroy = vi.fn();
    guarded().emit('did-create-window', { destroy });
    expect(destroy).toHaveBeenCalled();
  });

  // @promise security.electron-names: On Electron no name is looked up and no address reached that is not on this
  // computer.
  it('a page may not look up a name or connect to an address that is not on this computer, by whatever way of Chromium', () => {
    closeNetwork(fake.parts);
    expect(fake.switches).toEqual([
      ['host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost'],
      ['no-proxy-server', undefined],
      ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
      ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
    ]);
  });

  // @promise security.electron-webrtc: On Electron WebRTC sends no packet around the policy.
  it('a page may not send packets of WebRTC around the policy', () => {
    expect(guarded().webRtc).toBe('disable_non_proxied_udp');
  });

  const isLoaded = (url: string): boolean => {
    let isCancelled: boolean | undefined;
    fake.session.request?.({ url }, ({ cancel }) => (isCancelled = cancel));
    return isCancelled === false;
  };

  // @promise security.electron-loads: On Electron a page loads nothing but itself, what it made, and streams of the
  // gateway.
  it('a page may load only itself, its own objects, and streams of the media gateway', () => {
    const own = [
      'lanner-page://app/',
      'lanner-page://app/assets/x.js',
      'blob:lanner-page://app/1-2',
      'data:image/png,x',
    ];
    const streams = ['http://127.0.0.1:4100/live/x', 'http://s3.localhost:4100/live/x'];
    expect([...own, ...streams].filter((url) => !isLoaded(url))).toEqual([]);
    const foreign = [
      ...['https://evil.example/', 'http://127.0.0.1:4101/', 'http://127.0.0.1/', 'http://localhost:4100/'],
      ...['https://127.0.0.1:4100/', 'http://s3.localhost:4100.evil.example/', 'http://evil.example/s3.localhost:4100'],
      ...['http://a.b.localhost:4100/', 'http://127.0.0.1:4100@evil.example/', 'http://127x0.0.1:4100/'],
      ...[
        'file:///etc/passwd',
        'lanner-page://evil/',
        'lanner://app/',
        'blob:https://evil.example/1',
        'ws://127.0.0.1:1/',
      ],
      ...[
        'wss://evil.example/',
        'ftp://evil.example/',
        'devtools://devtools/bundled/x.html',
        'chrome://gpu',
        'no address',
      ],
    ];
    expect(foreign.filter(isLoaded)).toEqual([]);
  });

  // @promise security.electron-tools: The installed client has no developer tools.
  it('a page may not have developer tools once the client is installed', async () => {
    expect(FakeWindow.made[0]?.options['webPreferences']).toMatchObject({ devTools: false, navigateOnDragDrop: false });
    expect(isLoaded('devtools://devtools/bundled/x.html')).toBe(false);
    await host.dispose();
    (fake.app as unknown as { isPackaged: boolean }).isPackaged = false;
    await start();
    expect(FakeWindow.made.at(-1)?.options['webPreferences']).toMatchObject({ devTools: true });
    expect(isLoaded('devtools://devtools/bundled/x.html')).toBe(true);
  });

  it('a page may not use devices, and no other origin may use anything', () => {
    const granted = (name: string, requestingUrl: string): boolean[] => {
      const answers: boolean[] = [];
      fake.session.permission?.(null, name, (isGranted) => answers.push(isGranted), { requestingUrl });
      return [...answers, fake.session.check?.(null, name, requestingUrl) ?? true];
    };
    for (const name of ['media', 'geolocation', 'notifications', 'usb', 'openExternal', 'fileSystem', 'new-one']) {
      expect(granted(name, 'lanner-page://app/')).toEqual([false, false]);
    }
    expect(granted('fullscreen', 'lanner-page://app/')).toEqual([true, true]);
    expect(granted('fullscreen', 'https://evil.example/')).toEqual([false, false]);
    expect(fake.session.device?.()).toBe(false);
  });
});
