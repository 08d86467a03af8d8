/**
 * The system's effects on the windows of Electron: screens that disappear, windows that are minimised, links that are
 * opened.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EVENT_CHANNEL, EVENTS_TAKEN_CHANNEL } from '../../../preload/contract/channels.ts';
import { LinkInbox, linkIn, registerLinks } from '../../../main/hosts/electron/deep-links.ts';
import type { Host, WindowPlace, WindowRequest } from '../../../main/host.ts';
import { fakeParts, FakeWindow, hostOver, type FakeParts } from './hosts/electron/fakes.ts';

const desk = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
const right = { id: 2, workArea: { x: 1920, y: 0, width: 2560, height: 1400 } };
const bounds = { x: 2000, y: 10, width: 1280, height: 800 };
const onRight: WindowPlace = { bounds, isMaximised: false, display: { id: '2', workArea: right.workArea } };
const onDesk = { x: 160, y: 70, width: 1600, height: 900 };
const LINK = 'lanner://wall/wall-1';

let fake: FakeParts;
let pageDir: string;
let host: Host | null;
let placed: WindowPlace[];
let links: string[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  fake = fakeParts();
  fake.displays = [desk, right];
  [placed, links, host] = [[], [], null];
  pageDir = await mkdtemp(join(tmpdir(), 'lanner-system-'));
  await writeFile(join(pageDir, 'index.html'), '<title>page</title>');
});
afterEach(async () => {
  await host?.dispose();
  vi.useRealTimers();
  await rm(pageDir, { recursive: true });
});

/** Starts the client with one window. */
async function start(request: Partial<WindowRequest> = {}, inbox?: LinkInbox): Promise<FakeWindow> {
  host = hostOver(fake, pageDir, inbox === undefined ? {} : { links: inbox });
  const first = { key: 'main', place: null, isKiosk: false, ...request };
  await host.start({
    dispatch: () => Promise.resolve({ ok: true, value: null }),
    mediaOrigins: [],
    onWindowGone: () => {},
    onLink: (text) => void links.push(text),
    windows: {
      toOpen: () => [first],
      next: () => first,
      onOpened: () => {},
      onClosed: () => {},
      onPlaced: (_key, place) => void placed.push(place),
    },
  });
  return FakeWindow.made[0] as FakeWindow;
}

function unplug(): void {
  fake.displays = [desk];
  fake.screen.emit('display-removed', {}, right);
}

function plugIn(): void {
  fake.displays = [desk, right];
  fake.screen.emit('display-added', {}, right);
}

it('a window whose screen is unplugged moves into view, and returns when the screen is back', async () => {
  const window = await start({ place: onRight });
  unplug();
  expect(window.bounds).toEqual(onDesk);
  plugIn();
  expect(window.bounds).toEqual(bounds);
  expect(placed).toEqual([]);
});

it('the stored place of a window does not change while its screen is unplugged, also when the system moves the window', async () => {
  const window = await start({ place: onRight });
  unplug();
  window.bounds = { ...onDesk, x: 30 };
  window.emit('move');
  vi.advanceTimersByTime(1_000);
  window.close();
  expect(placed).toEqual([]);
});

it('a window stays where the user drags it while its screen is unplugged', async () => {
  const window = await start({ place: onRight });
  unplug();
  vi.advanceTimersByTime(10_000);
  window.bounds = { x: 40, y: 40, width: 1280, height: 800 };
  window.emit('move');
  vi.advanceTimersByTime(1_000);
  expect(placed.at(-1)).toMatchObject({ bounds: window.bounds, display: { id: '1' } });
  plugIn();
  expect(window.bounds).toEqual({ x: 40, y: 40, width: 1280, height: 800 });
});

it('a window that filled its unplugged screen fills the remaining screen', async () => {
  const window = await start({ place: onRight });
  window.isWhole = true;
  unplug();
  expect(window.bounds).toEqual(onDesk);
  expect(window.isFullScreen()).toBe(true);
});

it('a window that was minimised while its screen was unplugged moves into view when it is shown', async () => {
  const window = await start({ place: onRight });
  window.isDown = true;
  unplug();
  expect(window.bounds).toEqual(bounds);
  window.restore();
  expect(window.bounds).toEqual(onDesk);
  window.bounds = { x: -5000, y: 0, width: 1280, height: 800 };
  window.emit('show');
  expect(window.bounds).toEqual(onDesk);
});

it('the client stores the place of a window once after a drag, not at every step', async () => {
  const window = await start({ place: onRight });
  for (let x = 0; x < 20; x += 1) {
    window.bounds = { ...bounds, x: 2000 + x };
    window.emit('move');
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(1_000);
  expect(placed.map((place) => place.bounds.x)).toEqual([2019]);
});

it('a wall alone on the screen is shown without frame, tools and menu, on the screen that is left when its own goes, and is not remembered', async () => {
  const window = await start({ isKiosk: true, isWholeClient: true, place: onRight });
  expect(window.options).toMatchObject({ kiosk: true, frame: false, minimizable: false, movable: false });
  expect(window.options['webPreferences']).toMatchObject({ devTools: false });
  expect(window.options).not.toHaveProperty('titleBarOverlay');
  if (process.platform !== 'darwin') expect(fake.menu).toBeNull();
  unplug();
  expect(window.calls).toEqual(expect.arrayContaining(['kiosk false', 'kiosk true']));
  window.close();
  expect(placed).toEqual([]);
});

it('a wall alone on the screen is the only window without frame, tools and menu', async () => {
  const window = await start();
  expect(window.options).toHaveProperty('titleBarOverlay');
  expect(window.options['kiosk']).toBeUndefined();
  expect(fake.menu).not.toBeNull();
});

it('a page learns that its window is minimised or hidden, also when the page was loaded in the meantime', async () => {
  const window = await start();
  const { webContents } = window;
  const listens = (): void => {
    const sender = { sender: webContents, senderFrame: webContents.mainFrame };
    fake.ipcMain.emit(EVENTS_TAKEN_CHANNEL, sender, 0);
  };
  const told = (): unknown[] =>
    webContents.sent.flatMap(([channel, name, payload]) =>
      channel === EVENT_CHANNEL && name === 'window.sight-changed' ? [(payload as { isSeen: boolean }).isSeen] : [],
    );
  listens();
  for (const event of ['minimize', 'restore', 'hide', 'show']) window.emit(event);
  expect(told()).toEqual([false, true, false, true]);
  window.isDown = true;
  webContents.emit('did-navigate');
  listens();
  expect(told()).toEqual([false, true, false, true, false]);
});

// @promise security.links: Nothing in a link of the system is taken for a switch.
it('links are registered for the installed client, and for a program that runs one', () => {
  registerLinks(fake.parts, { execPath: '/opt/lanner', argv: ['/opt/lanner', LINK] });
  (fake.app as unknown as { isPackaged: boolean }).isPackaged = false;
  registerLinks(fake.parts, { execPath: '/opt/electron', argv: ['/opt/electron', '/src/main.js', LINK] });
  // Windows writes the link behind these words: a lone -- keeps a link with a quotation mark from adding a switch.
  expect(fake.schemes).toEqual([
    ['lanner', '/opt/lanner', ['--']],
    ['lanner', '/opt/electron', ['/src/main.js', '--']],
  ]);
});

it('links come with the start, by a second start and from macOS, and wait until the client is there', async () => {
  const inbox = new LinkInbox(fake.parts, LINK);
  const preventDefault = vi.fn();
  fake.app.emit('open-url', { preventDefault }, 'lanner://wall/early');
  expect(preventDefault).toHaveBeenCalled();
  const window = await start({}, inbox);
  expect(links).toEqual(['lanner://wall/early']);
  fake.app.emit('second-instance', {}, ['/opt/lanner', '--allow-file-access', 'lanner://camera/x']);
  fake.app.emit('second-instance', {}, ['/opt/lanner']);
  expect(links).toEqual(['lanner://wall/early', 'lanner://camera/x']);
  expect(window.calls).toContain('focus');
});

it('links are found among the arguments, whatever else is there', () => {
  expect(linkIn(['--data-dir', '/d', 'LANNER://wall/a', 'lanner://wall/b'])).toBe('LANNER://wall/a');
  expect(linkIn(['https://lanner.example', '--x=lanner://wall/a'])).toBeNull();
});
