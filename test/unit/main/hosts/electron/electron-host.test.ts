import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVENTS_TAKEN_CHANNEL } from '../../../../../preload/contract/channels.ts';
import type { RequestContext } from '../../../../../preload/contract/contract.ts';
import { REQUEST_NAMES } from '../../../../../preload/contract/names.ts';
import type { Host, WindowStore, WindowPlace } from '../../../../../main/host.ts';
import { menuTemplate } from '../../../../../main/hosts/electron/menu.ts';
import { FakeContents, fakeParts, FakeWindow, hostOver, type FakeParts } from './fakes.ts';

let fake: FakeParts;
let host: Host;
let pageDir: string;
let places: WindowPlace[];
let heard: string[];
let windowStore: WindowStore;
const dispatch = vi.fn(() => Promise.resolve({ ok: true as const, value: null }));
const onWindowGone = vi.fn();

beforeEach(async () => {
  dispatch.mockClear();
  onWindowGone.mockClear();
  fake = fakeParts();
  places = [];
  heard = [];
  windowStore = {
    toOpen: () => [{ key: 'main', place: null, isKiosk: false }],
    next: () => ({ key: 'main', place: null, isKiosk: false }),
    onOpened: (key) => void heard.push(`opened ${key}`),
    onPlaced: (_key, place) => void places.push(place),
    onClosed: (key) => void heard.push(`closed ${key}`),
  };
  pageDir = await mkdtemp(join(tmpdir(), 'lanner-electron-'));
  await writeFile(join(pageDir, 'index.html'), '<title>page</title><meta nonce="__STYLE_NONCE__">');
  host = hostOver(fake, pageDir);
  const services = { dispatch, mediaOrigins: ['ws://127.0.0.1:9'], onWindowGone, windows: windowStore };
  expect(await host.start(services)).toEqual({ launchUrl: null });
});
afterEach(async () => {
  await host.dispose();
  await rm(pageDir, { recursive: true });
});

const onlyWindow = (): FakeWindow => FakeWindow.made[0] as FakeWindow;
const contents = (): FakeContents => onlyWindow().webContents;
const ask = (name: string, sender: FakeContents, senderFrame: object | null = sender.mainFrame): unknown =>
  fake.handlers.get(name)?.({ sender, senderFrame } as never, {});
const taken = (count: unknown, senderFrame: object = contents().mainFrame): boolean =>
  fake.ipcMain.emit(EVENTS_TAKEN_CHANNEL, { sender: contents(), senderFrame }, count);

describe('the window', () => {
  // @promise failures.throttling: Background throttling stays on, so that no window is blank after it was minimised.
  // @promise failures.web-security: Every window is sandboxed, isolated and without Node.
  it('the window is sandboxed, isolated and without Node', () => {
    expect(onlyWindow().options['webPreferences']).toMatchObject({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // Off, windows go blank or hide their video after they were minimised; hidden walls close their streams anyway.
      backgroundThrottling: true,
    });
    expect(onlyWindow().calls).toEqual(['load lanner-page://app/']);
  });

  it('a window appears only when its page has something to show', () => {
    onlyWindow().emit('ready-to-show');
    onlyWindow().emit('ready-to-show');
    expect(onlyWindow().calls.filter((call) => call === 'show')).toHaveLength(1);
  });

  // @promise failures.hidden-by-graphics: A window shows after five seconds where the graphics never report a first
  // frame.
  it('a window appears late and empty where the graphics never report a first frame', async () => {
    vi.useFakeTimers();
    try {
      await host.openWindow?.({ key: 'silent', place: null, isKiosk: false });
      const silent = FakeWindow.made[1] as FakeWindow;
      vi.advanceTimersByTime(4_900);
      expect(silent.calls).not.toContain('show');
      vi.advanceTimersByTime(200);
      expect(silent.calls.filter((call) => call === 'show')).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a window saves its place when it closes, and reports that it is gone', () => {
    const closed = vi.fn();
    host.onClosed(closed);
    onlyWindow().close();
    const display = { id: '1', workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
    expect(places).toEqual([{ bounds: { x: 160, y: 70, width: 1600, height: 900 }, isMaximised: false, display }]);
    expect([closed.mock.calls.length, onWindowGone.mock.calls.length]).toEqual([1, 1]);
  });

  it('each of several windows has its own page, place and screen; the client ends with the last window', async () => {
    const closed = vi.fn();
    host.onClosed(closed);
    const right = { id: 2, workArea: { x: 1920, y: 0, width: 2560, height: 1400 } };
    fake.displays.push(right);
    const bounds = { x: 2000, y: 10, width: 1280, height: 800 };
    // Its screen stood elsewhere when it was saved.
    const display = { id: '2', workArea: { ...right.workArea, x: 0, y: -1400 } };
    const place = { bounds: { ...bounds, x: 80, y: -1390 }, isMaximised: false, display };
    await host.openWindow?.({ key: 'second', place, isKiosk: false });
    const second = FakeWindow.made[1] as FakeWindow;
    expect(second.calls).toEqual(['load lanner-page://app/?window=second']);
    expect(second.bounds).toEqual(bounds);
    host.emit('system.resumed', { atMs: 1 });
    onlyWindow().close();
    expect([closed.mock.calls.length, heard.at(-1)]).toEqual([0, 'closed main']);
    second.close();
    expect([closed.mock.calls.length, heard.at(-1)]).toEqual([1, 'closed second']);
    expect(places.at(-1)).toEqual({ bounds, isMaximised: false, display: { id: '2', workArea: right.workArea } });
  });

  it('a window that is closed while its page loads counts as closed, and hinders no other window from opening', async () => {
    FakeWindow.onLoad = (window) => {
      if (window.options['x'] !== 77) return Promise.resolve();
      window.close();
      return Promise.reject(new Error("ERR_FAILED (-2) loading 'lanner-page://app/'"));
    };
    const place = { bounds: { x: 77, y: 10, width: 1280, height: 800 }, isMaximised: false };
    const hasty = { key: 'hasty', place, isKiosk: false };
    const others = ['main', 'other'].map((key) => ({ key, place: null, isKiosk: false }));
    await host.dispose();
    host = hostOver(fake, pageDir);
    heard = [];
    const toOpen = () => [others[0], hasty, others[1]].filter((one) => one !== undefined);
    await host.start({ dispatch, mediaOrigins: [], onWindowGone, windows: { ...windowStore, toOpen } });
    expect(heard.toSorted()).toEqual(['closed hasty', 'opened main', 'opened other']);
    await host.openWindow?.(hasty);
    expect(heard.filter((what) => what.endsWith('hasty'))).toEqual(['closed hasty', 'closed hasty']);
  });

  it('a window whose page does not come is closed again, and its caller is informed', async () => {
    FakeWindow.onLoad = () => Promise.reject(new Error('ERR_FILE_NOT_FOUND'));
    const asked = host.openWindow?.({ key: 'second', place: null, isKiosk: false });
    await expect(asked).rejects.toMatchObject({ code: 'window.not-opened', params: { detail: 'ERR_FILE_NOT_FOUND' } });
    expect(FakeWindow.made[1]?.isDestroyed()).toBe(true);
    expect(heard).toEqual(['opened main', 'closed second']);
  });

  it('a window is stored as open when the client ends with it', async () => {
    await host.dispose();
    expect(heard).toEqual(['opened main']);
    expect(places).toHaveLength(1);
  });

  // @promise failures.sleep
  // @promise failures.unplugged-screen
  it('a window moves into view when its screen is unplugged, and every listener learns of it', () => {
    const resumed = vi.fn();
    host.onResumed(resumed);
    onlyWindow().bounds = { x: 3000, y: 0, width: 1600, height: 900 };
    fake.screen.emit('display-removed', {}, { id: 2, workArea: { x: 1920, y: 0, width: 2560, height: 1400 } });
    expect(onlyWindow().bounds).toEqual({ x: 160, y: 70, width: 1600, height: 900 });
    fake.powerMonitor.emit('resume');
    expect(resumed).toHaveBeenCalledTimes(2);
    // A screen that is turned to another resolution may leave it outside as well.
    onlyWindow().bounds = { x: 1900, y: 0, width: 1600, height: 900 };
    fake.screen.emit('display-metrics-changed');
    expect(onlyWindow().bounds).toEqual({ x: 160, y: 70, width: 1600, height: 900 });
  });

  it('the window appears when the user starts the client again', () => {
    fake.app.emit('second-instance');
    expect(onlyWindow().calls).toEqual(expect.arrayContaining(['show', 'focus']));
  });

  it('a full window opens when the user starts the client again and only a wall alone is open', async () => {
    onlyWindow().close();
    await host.openWindow?.({ key: 'alone', place: null, isKiosk: true });
    fake.app.emit('second-instance');
    await vi.waitFor(() => expect(heard.slice(-2)).toEqual(['opened alone', 'opened main']));
    expect(FakeWindow.made.at(-1)?.options['kiosk']).toBeUndefined();
  });

  it('a wall alone is shown without a frame or a menu, on a screen without another window', async () => {
    fake.displays.push({ id: 2, workArea: { x: 1920, y: 0, width: 1920, height: 1080 } });
    await host.openWindow?.({ key: 'alone', place: null, isKiosk: true });
    const alone = FakeWindow.made.at(-1);
    expect(alone?.options).toMatchObject({ kiosk: true, frame: false, x: 1920, y: 0, width: 1920, height: 1080 });
    expect(alone?.calls).toContain('no menu');
    expect(onlyWindow().calls).not.toContain('no menu');
  });

  // @promise failures.window-crash
  it('a window reloads its page at once after the process of the page crashes, and after a pause when crashes repeat', () => {
    vi.useFakeTimers();
    try {
      const die = (reason = 'crashed'): boolean => contents().emit('render-process-gone', {}, { reason, exitCode: 1 });
      const loads = (): number => onlyWindow().calls.filter((call) => call.startsWith('load')).length;
      for (let i = 0; i < 3; i += 1) die(i === 0 ? 'oom' : 'crashed');
      expect(loads()).toBe(1 + 3);
      die();
      die();
      vi.advanceTimersByTime(59_000);
      expect(loads()).toBe(1 + 3);
      vi.advanceTimersByTime(1_000);
      expect(loads()).toBe(1 + 4);
      // Days later, one more is one more.
      vi.advanceTimersByTime(86_400_000);
      die();
      expect(loads()).toBe(1 + 5);
      for (let i = 0; i < 4; i += 1) die();
      onlyWindow().close();
      vi.advanceTimersByTime(86_400_000);
      expect(loads()).toBe(1 + 7);
    } finally {
      vi.useRealTimers();
    }
  });

  // @promise failures.graphics-process
  it('the client works on when a helper process ended, such as the process for graphics', () => {
    fake.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' });
    expect(onlyWindow().calls).toEqual(['load lanner-page://app/']);
  });
});

it('requests have a handler each, and reach the services from the page of the window', async () => {
  expect([...fake.handlers.keys()].sort()).toEqual([...REQUEST_NAMES].sort());
  expect(await ask('app.info', contents())).toEqual({ ok: true, value: null });
  const from = { windowId: expect.stringMatching(/^window-1-/) as string, windowKey: 'main' };
  expect(dispatch).toHaveBeenCalledWith(from, 'app.info', {});
});

// @promise security.kiosk
it('requests come from the window that the host made, whatever window the page claims to be', async () => {
  await host.openWindow?.({ key: 'alone', place: null, isKiosk: true });
  const page = FakeWindow.made.at(-1)?.webContents ?? contents();
  page.mainFrame = { url: 'lanner-page://app/?window=main' };
  await ask('window.state', page);
  expect(dispatch).toHaveBeenLastCalledWith(expect.objectContaining({ windowKey: 'alone' }), 'window.state', {});
});

it('requests are refused to other frames, other pages and other windows', async () => {
  const refused = { ok: false, error: { code: 'ipc.untrusted-sender' } };
  expect(await ask('app.info', contents(), null)).toMatchObject(refused);
  expect(await ask('app.info', contents(), { url: 'lanner-page://app/' })).toMatchObject(refused);
  expect(await ask('app.info', new FakeContents(99))).toMatchObject(refused);
  for (const url of [
    'https://evil.example/',
    'lanner-page://evil/',
    'lanner://app/',
    'file:///etc/passwd',
    'about:blank',
  ]) {
    contents().mainFrame = { url };
    expect(await ask('app.info', contents())).toMatchObject(refused);
  }
  expect(dispatch).not.toHaveBeenCalled();
});

it('the requests of a reloaded page come from a new window, and the old window is gone', async () => {
  await ask('app.info', contents());
  contents().emit('did-navigate');
  await ask('app.info', contents());
  const [before, after] = dispatch.mock.calls.map((call) => (call as unknown as [RequestContext])[0].windowId);
  expect(before).not.toBe(after);
  expect(onWindowGone.mock.calls).toEqual([[before]]);
});

describe('events', () => {
  const emitMany = (count: number): void => {
    for (let atMs = 0; atMs < count; atMs += 1) {
      const state = { accountId: `a${atMs}` as never, revision: 1, phase: 'ready', loaded: 0, total: 0 } as const;
      host.emit('directory.changed', { ...state, asOfMs: null, error: null });
    }
  };

  it('events wait until the preload listens', () => {
    host.emit('system.resumed', { atMs: 5 });
    expect(contents().sent).toEqual([]);
    taken(0);
    expect(contents().sent).toEqual([['lanner.event', 'system.resumed', { atMs: 5 }]]);
  });

  it('events are never more than 64 ahead of the page', () => {
    taken(0);
    emitMany(1000);
    expect(contents().sent).toHaveLength(64);
    taken(16);
    expect(contents().sent).toHaveLength(80);
  });

  it('events are not released by another frame or by an invalid message', () => {
    taken(0);
    emitMany(1000);
    taken(16, { url: 'lanner-page://app/' });
    for (const count of [-5, 'x', null, NaN, 0.5]) taken(count);
    expect(contents().sent).toHaveLength(64);
  });
});

it('the page is served under its own scheme with the same policy, and nothing else is', async () => {
  const answer = await fake.page?.({ method: 'GET', url: 'lanner-page://app/' });
  const policy = answer?.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([\w-]{24})'/.exec(policy)?.[1];
  expect(await answer?.text()).toBe(`<title>page</title><meta nonce="${nonce}">`);
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:9;");
  for (const url of [
    'lanner-page://evil/',
    'lanner-page://app/../../etc/passwd',
    'lanner-page://app/%2e%2e%2fx',
    'lanner-page://app/no',
  ]) {
    expect((await fake.page?.({ method: 'GET', url }))?.status).toBe(404);
  }
  expect((await fake.page?.({ method: 'POST', url: 'lanner-page://app/' }))?.status).toBe(405);
});

it('a closed host has no handler and no window left', async () => {
  await host.dispose();
  expect([fake.handlers.size, fake.page, onlyWindow().isDestroyed()]).toEqual([0, null, true]);
});

it('the host answers every question that services ask of any host', async () => {
  expect(host.systemLocale).toBe('zh-CN');
  expect(host.processIds()).toEqual([11, 12]);
  expect(host.processUses?.()).toEqual([
    { pid: 11, cpuSec: 2.5, privateBytes: 300 * 1024, sharedBytes: 100 * 1024 },
    { pid: 12, cpuSec: 0, privateBytes: 500 * 1024, sharedBytes: 0 },
  ]);
  expect(Buffer.from(await host.capture()).toString()).toBe('png');
  expect(await host.chooseSavePath({ suggestedName: 'x.mp4', extensions: ['mp4'] })).toBe('/chosen.mp4');
});

it('the client has a menu in both languages', () => {
  const labels = (locale: string): string => JSON.stringify(menuTemplate(locale));
  expect(labels('en-GB')).toContain('"Quit Lanner"');
  expect(labels('zh-CN')).toContain('"退出 Lanner"');
  expect(labels('zh-CN')).not.toMatch(/"label":"(Edit|View|Copy)"/);
});
