/** The questions that main itself asks on Electron: dialogs of the system, where "no" is the answer of every other way out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Host } from '../../../main/host.ts';
import { fakeParts, FakeWindow, hostOver, type FakeParts } from './hosts/electron/fakes.ts';

const question = {
  title: 'New address',
  message: 'Keys will be sent to 10.0.0.1.',
  detail: 'The address of the account was changed.',
  confirmLabel: 'Send keys there',
  cancelLabel: 'Cancel',
};

let fake: FakeParts;
let host: Host;
let pageDir: string;

beforeEach(async () => {
  fake = fakeParts();
  pageDir = await mkdtemp(join(tmpdir(), 'lanner-dialogs-'));
  await writeFile(join(pageDir, 'index.html'), '<title>page</title>');
  host = hostOver(fake, pageDir);
});
afterEach(async () => {
  await host.dispose();
  await rm(pageDir, { recursive: true });
});

const start = () =>
  host.start({ dispatch: () => Promise.resolve({ ok: true, value: null }), mediaOrigins: [], onWindowGone: () => {} });

it('a question counts only a press of the named button as a yes; Enter, Escape and a closed dialog count as a no', async () => {
  await start();
  fake.pressed = 1;
  expect(await host.confirm(question)).toBe(true);
  fake.pressed = 0;
  expect(await host.confirm(question)).toBe(false);
  const [window, options] = fake.asked[0] as [unknown, Record<string, unknown>];
  expect(window).toBe(FakeWindow.made[0]);
  expect(options).toMatchObject({
    title: 'New address',
    message: question.message,
    detail: question.detail,
    buttons: ['Cancel', 'Send keys there'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  expect(options['signal']).toBeInstanceOf(AbortSignal);
});

it('a question can be asked without a window', async () => {
  fake.pressed = 1;
  expect(await host.confirm(question)).toBe(true);
  expect(fake.asked[0]).toHaveLength(1);
});

it('the user can choose a folder, and a closed dialog chooses no folder', async () => {
  await start();
  fake.folder = '/evidence';
  expect(await host.chooseFolder({ title: 'Folder for clips', startDir: '/home/a' })).toBe('/evidence');
  expect(fake.asked[0]?.[1]).toMatchObject({
    title: 'Folder for clips',
    defaultPath: '/home/a',
    properties: ['openDirectory', 'createDirectory'],
  });
  fake.folder = null;
  expect(await host.chooseFolder({ title: 'Folder for clips', startDir: '/home/a' })).toBeNull();
});
