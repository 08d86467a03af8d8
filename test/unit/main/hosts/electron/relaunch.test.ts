/** The restart of Electron's client after a crash: its calls to Electron, and its file for the next process. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { relaunching } from '../../../../../main/hosts/electron/relaunch.ts';
import { CRASH_EXIT, type Supervision } from '../../../../../main/supervision.ts';

let dataDir: string;
let nowMs: number;
let asked: string[];
const argv = ['/opt/lanner', '--kiosk-wall', 'Gate', 'lanner://wall/w1'];
const note = {
  atMs: 5,
  reason: 'exception',
  reportPath: '/p/crashes/r.json',
  stopped: [{ channelId: 'a1:d1/0', atMs: 4 }],
};

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lanner-relaunch-'));
  [nowMs, asked] = [1_000_000, []];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function process(): Supervision {
  const app = {
    relaunch: (options?: { args?: readonly string[] }) => void asked.push(`relaunch ${options?.args?.join(' ')}`),
    exit: (code?: number) => void asked.push(`exit ${code}`),
  };
  return relaunching({ app, dataDir, argv, nowMs: () => nowMs });
}

function crash(): void {
  const dying = process();
  dying.noteCrash(note);
  dying.leave('crashed');
}

it('the client restarts with the same flags but without the link, and the next process reads the reason once', () => {
  expect(process().start).toEqual({ kind: 'fresh' });
  crash();
  expect(asked).toEqual(['relaunch --kiosk-wall Gate', `exit ${CRASH_EXIT}`]);
  expect(process().start).toEqual({ kind: 'restarted', after: note });
  expect(process().start).toEqual({ kind: 'fresh' });
});

// @promise security.crash-loop
it('at the fourth crash within five minutes the client shows only the crash screen, and ends when that fails', () => {
  for (let i = 0; i < 3; i++) {
    crash();
    nowMs += 60_000;
  }
  crash();
  const screen = process();
  expect(screen.start.kind).toBe('halted');
  asked = [];
  screen.leave('crashed');
  expect(asked).toEqual([`exit ${CRASH_EXIT}`]);
});

it('the count of crashes restarts when the user starts the client, and after five minutes', () => {
  for (let i = 0; i < 4; i++) crash();
  const screen = process();
  asked = [];
  screen.leave('start-again');
  expect(asked).toEqual(['relaunch --kiosk-wall Gate', 'exit 0']);
  expect(process().start).toEqual({ kind: 'fresh' });
  for (let i = 0; i < 10; i++) {
    crash();
    expect(process().start.kind).toBe('restarted');
    nowMs += 2 * 60_000;
  }
});

it('the client restarts although its crash file is unreadable, huge or cannot be written, and the file is private', () => {
  mkdirSync(join(dataDir, 'crashes'));
  for (const text of ['', '{', '[]', '{"version":1e300}', 'x'.repeat(50_000)]) {
    writeFileSync(join(dataDir, 'crashes', 'restarts.json'), text);
    expect(process().start).toEqual({ kind: 'fresh' });
  }
  rmSync(join(dataDir, 'crashes'), { recursive: true });
  crash();
  expect(statSync(join(dataDir, 'crashes', 'restarts.json')).mode & 0o777).toBe(0o600);
  rmSync(join(dataDir, 'crashes'), { recursive: true });
  writeFileSync(join(dataDir, 'crashes'), '');
  asked = [];
  crash();
  expect(asked).toHaveLength(2);
  expect(readdirSync(dataDir)).toEqual(['crashes']);
});
