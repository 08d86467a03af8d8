import { expect, it } from 'vitest';
import type { WindowRequest } from '../../../../../main/host.ts';
import { MAX_WINDOWS, WindowsService } from '../../../../../main/services/windows/windows.ts';
import { AppError } from '../../../../../main/errors.ts';
import { asSequenceId, type SequenceId, type WallId } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';
import { openWalls } from '../walls/wall-bench.ts';

const ROUND = asSequenceId('round');

function openWindows(
  dir: string,
  options: { kioskWall?: string; failure?: AppError; startWall?: () => WallId | null } = {},
) {
  const bench = openWalls(dir);
  const opened: WindowRequest[] = [];
  let nowMs = 1_000_000;
  const service = new WindowsService({
    dataDir: dir,
    walls: bench.walls,
    sequences: { checkWalls },
    kioskWall: options.kioskWall ?? null,
    nowMs: () => nowMs,
    startWall: options.startWall ?? (() => null),
    openWindow: (request) => {
      opened.push(request);
      if (options.failure !== undefined) return Promise.reject(options.failure);
      return Promise.resolve({ launchUrl: null });
    },
  });
  const wallCalled = (name: string): WallId => bench.wallLibrary.create({ name, folderId: null, copyOf: null }).id;
  return { ...bench, service, opened, wallCalled, wait: (ms: number) => (nowMs += ms) };
}

/** Knows one sequence of walls. */
const checkWalls = (id: SequenceId): void => {
  if (id !== ROUND) throw new AppError('input.invalid-field', 'no sequence of walls');
};

const place = (x: number) => ({ bounds: { x, y: 0, width: 1280, height: 800 }, isMaximised: false });

it('the client opens one window at first, and brings all that were open back with their walls and places', async () => {
  const dir = testFolder();
  const { service, opened, wallCalled } = openWindows(dir);
  expect(service.toOpen()).toEqual([{ key: 'main', place: null, isKiosk: false }]);
  service.onOpened('main');
  expect(service.state('other')).toBeNull();
  const [night, gates] = [wallCalled('Night'), wallCalled('Gates')];
  await service.open(gates);
  const key = opened[0]?.key ?? '';
  service.onOpened(key);
  service.onPlaced(key, place(1920));
  service.keep({ key: 'main', tabs: [night, gates], currentId: gates });
  const again = openWindows(dir).service;
  expect(again.toOpen()).toEqual([
    { key: 'main', place: null, isKiosk: false },
    { key, place: place(1920), isKiosk: false },
  ]);
  expect(again.state('main')).toEqual({ tabs: [night, gates], currentId: gates, runningId: null, kiosk: null });
  expect(again.state(key)).toEqual({ tabs: [gates], currentId: gates, runningId: null, kiosk: null });
});

it('the client does not reopen a window that was closed while others stayed, but reopens windows closed together', () => {
  const dir = testFolder();
  const { service, wait } = openWindows(dir);
  for (const key of ['main', 'second', 'third']) service.onOpened(key);
  service.onClosed('third');
  wait(60_000);
  service.onClosed('second');
  wait(2_000);
  service.onClosed('main');
  expect(
    openWindows(dir)
      .service.toOpen()
      .map(({ key }) => key),
  ).toEqual(['main', 'second']);
});

it('the client brings back a window that was closed on the way to the end of the client', () => {
  const dir = testFolder();
  const { service, wait } = openWindows(dir);
  for (const key of ['main', 'second', 'third']) service.onOpened(key);
  service.onClosed('third');
  wait(60_000);
  service.onClosed('main');
  wait(1_000);
  service.end();
  expect(
    openWindows(dir)
      .service.toOpen()
      .map(({ key }) => key),
  ).toEqual(['main', 'second']);
});

it('the client does not count a reload as the end of a window', () => {
  const dir = testFolder();
  const { service } = openWindows(dir);
  for (const key of ['main', 'second']) service.onOpened(key);
  service.onClosed('second');
  service.onOpened('second');
  expect(openWindows(dir).service.toOpen()).toHaveLength(2);
});

it('the client drops deleted walls from its windows, and opens no window for a deleted wall', async () => {
  const dir = testFolder();
  const { service, wallLibrary, wallCalled } = openWindows(dir);
  const night = wallCalled('Night');
  service.keep({ key: 'main', tabs: [night], currentId: night });
  wallLibrary.remove([night]);
  expect(service.state('main')).toEqual({ tabs: [], currentId: null, runningId: null, kiosk: null });
  await expect(service.open(night)).rejects.toMatchObject({ code: 'wall.not-found' });
});

it('the client does not bring back a window that could not be opened', async () => {
  const dir = testFolder();
  const failure = new AppError('window.not-opened', 'no further window');
  const { service, wallCalled } = openWindows(dir, { failure });
  service.onOpened('main');
  await expect(service.open(wallCalled('Night'))).rejects.toBe(failure);
  const { service: again } = openWindows(dir);
  expect(again.toOpen().map(({ key }) => key)).toEqual(['main']);
});

it('the client opens no more windows than a desk can use', async () => {
  const { service, wallCalled } = openWindows(testFolder());
  for (let i = 0; i < MAX_WINDOWS; i += 1) service.onOpened(`w${i}`);
  await expect(service.open(wallCalled('Night'))).rejects.toMatchObject({ code: 'window.not-opened' });
});

it('the client remembers its windows also after a page asked for windows without end and opened none of them', async () => {
  const dir = testFolder();
  const { service, wallCalled } = openWindows(dir);
  service.onOpened('main');
  const night = wallCalled('Night');
  const asked = Array.from({ length: 100 }, () => service.open(night, { isKiosk: true }));
  const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBe(100 - 63);
  const again = openWindows(dir).service;
  expect(again.restored).toBeNull();
  expect(again.toOpen()[0]).toEqual({ key: 'main', place: null, isKiosk: false });
});

it('the client shows the named wall alone, changes no stored window, and reports an unknown name', () => {
  const dir = testFolder();
  const { service, wallCalled } = openWindows(dir);
  const night = wallCalled('Night');
  service.onOpened('main');
  service.keep({ key: 'main', tabs: [night], currentId: night });
  const kiosk = openWindows(dir, { kioskWall: ' night ' }).service;
  expect(kiosk.toOpen()).toEqual([{ key: 'main', place: null, isKiosk: true, isWholeClient: true }]);
  expect(kiosk.state('main')).toMatchObject({ currentId: night, kiosk: { name: ' night ', wallId: night } });
  kiosk.keep({ key: 'main', tabs: [], currentId: null });
  kiosk.onClosed('main');
  expect(openWindows(dir).service.state('main')?.tabs).toEqual([night]);
  const none = { name: 'Day', wallId: null, openedBy: 'start', isNew: false };
  expect(openWindows(dir, { kioskWall: 'Day' }).service.state('main')?.kiosk).toEqual(none);
});

it('the client runs walls in turn in each window by itself, also after a restart', () => {
  const dir = testFolder();
  const { service } = openWindows(dir);
  for (const key of ['main', 'second']) service.onOpened(key);
  service.runWalls('second', ROUND);
  expect(() => service.runWalls('main', asSequenceId('gone'))).toThrow('no sequence of walls');
  const again = openWindows(dir).service;
  expect([again.state('main')?.runningId, again.state('second')?.runningId]).toEqual([null, ROUND]);
  again.runWalls('second', null);
  expect(again.state('second')?.runningId).toBeNull();
});

it('the start wall opens once, in the first window; not while walls run in turn, and not if the wall was deleted', () => {
  const dir = testFolder();
  const first = openWindows(dir);
  const [night, gates, gone] = [first.wallCalled('Night'), first.wallCalled('Gates'), first.wallCalled('Gone')];
  first.service.keep({ key: 'main', tabs: [night], currentId: night });
  first.service.keep({ key: 'second', tabs: [night], currentId: night });
  const started = (startWall: () => WallId | null) => openWindows(dir, { startWall }).service;
  const again = started(() => gates);
  expect(again.state('second')).toMatchObject({ tabs: [night], currentId: night });
  expect(again.state('main')).toMatchObject({ tabs: [night, gates], currentId: gates });
  // The page was loaded again: it shows the same wall.
  expect(again.state('main')).toMatchObject({ tabs: [night], currentId: night });
  first.wallLibrary.remove([gone]);
  expect(started(() => gone).state('main')).toMatchObject({ tabs: [night], currentId: night });
  first.service.runWalls('main', ROUND);
  expect(started(() => gates).state('main')).toMatchObject({ tabs: [night], currentId: night, runningId: ROUND });
});

/** Opens the wall "Night" as a kiosk beside the full window. @returns the key of the kiosk. */
async function openKiosk(bench: ReturnType<typeof openWindows>): Promise<{ key: string; night: WallId }> {
  const night = bench.wallCalled('Night');
  bench.service.onOpened('main');
  await bench.service.open(night, { isKiosk: true });
  const key = bench.opened.at(-1)?.key ?? '';
  bench.service.onOpened(key);
  return { key, night };
}

it('the client opens a wall alone in a further window, and brings it back alone after a restart, with the other windows full', async () => {
  const dir = testFolder();
  const bench = openWindows(dir);
  const { key, night } = await openKiosk(bench);
  expect(bench.opened).toEqual([{ key, place: null, isKiosk: true }]);
  const kiosk = { name: 'Night', wallId: night, openedBy: 'window' };
  const shown = { tabs: [night], currentId: night, runningId: null };
  expect(bench.service.state(key)).toEqual({ ...shown, kiosk: { ...kiosk, isNew: true } });
  // Only the first page of the window explains how to leave.
  expect(bench.service.state(key)).toEqual({ ...shown, kiosk: { ...kiosk, isNew: false } });
  bench.service.onPlaced(key, place(1920));
  const again = openWindows(dir).service;
  expect(again.toOpen()).toEqual([
    { key: 'main', place: null, isKiosk: false },
    { key, place: place(1920), isKiosk: true },
  ]);
  expect(again.state(key)).toEqual({ ...shown, kiosk: { ...kiosk, isNew: false } });
  expect(again.state('main')?.kiosk).toBeNull();
  expect([again.isKiosk(key), again.isKiosk('main')]).toEqual([true, false]);
});

// @promise security.kiosk
it('a wall alone never changes, whatever its page asks to store, and also when the page comes back long after', async () => {
  const bench = openWindows(testFolder());
  const { key, night } = await openKiosk(bench);
  const other = bench.wallCalled('Gates');
  bench.service.keep({ key, tabs: [other], currentId: other });
  expect(bench.service.state(key)).toMatchObject({ tabs: [night], currentId: night });
  bench.service.onClosed(key);
  bench.wait(60_000);
  bench.service.onPlaced('main', place(0)); // a window closed long before is forgotten with the next change
  bench.service.onOpened(key);
  expect(bench.service.isKiosk(key)).toBe(true);
  expect(bench.service.state(key)).toMatchObject({ currentId: night, kiosk: { wallId: night } });
});

it('the client shows no other wall where that of a kiosk was deleted, and names the wall', async () => {
  const dir = testFolder();
  const bench = openWindows(dir);
  const { key, night } = await openKiosk(bench);
  bench.service.state(key);
  bench.wallCalled('Gates');
  bench.wallLibrary.remove([night]);
  expect(openWindows(dir).service.state(key)).toMatchObject({
    currentId: night,
    kiosk: { name: 'Night', wallId: night },
  });
});

it('the client opens a full window for a second start or a link, also where only walls alone are open', async () => {
  const bench = openWindows(testFolder());
  const { key } = await openKiosk(bench);
  expect([bench.service.takesLinks(key), bench.service.takesLinks('main')]).toEqual([false, true]);
  bench.service.onClosed('main');
  expect(bench.service.next()).toMatchObject({ key: 'main', isKiosk: false });
});
