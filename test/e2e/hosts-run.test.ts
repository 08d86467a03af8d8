/** The demo as a command: it plays, it reports, and nothing of it is left, also when it is interrupted. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureClient } from '../../scripts/build.ts';
import { root } from '../../scripts/lib.ts';
import { launchEngine } from './browser.ts';
import { hostKind, until } from './harness.ts';
import { readPng } from './screen.ts';

interface Report {
  readonly host: string;
  readonly tiles: number;
  readonly playing: number;
  readonly errors: readonly unknown[];
}

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
}

/** Processes carry this in their environment from parent to child: what still has it was left behind. */
const MARK = `LANNER_TEST_RUN=${process.pid}-${Date.now()}`;
let folder = '';

beforeAll(async () => {
  await ensureClient();
  folder = await mkdtemp(path.join(tmpdir(), 'e2e-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Temp folders go where no other run of the client puts its own. */
function demo(args: readonly string[], mark: string): Run {
  const command = ['scripts/bootstrap.mjs', 'demo', '--host', hostKind, '--headless', ...args];
  const [name = '', value = ''] = mark.split('=');
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, [name]: value, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return ''; // gone meanwhile, or not ours
  }
}

/** Ids of living processes of the run. Where there is no /proc, nothing can be said and nothing is. */
function processesOf(mark: string): readonly string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).split('\0').includes(mark));
}

async function expectNothingLeft(mark: string): Promise<void> {
  await until(() => Promise.resolve(processesOf(mark).length === 0), 'every process of the run has ended');
  expect(readdirSync(folder).filter((name) => !name.endsWith('.png'))).toEqual([]);
}

it('plays, reports, takes a picture and leaves nothing behind', async () => {
  const mark = `${MARK}-whole`;
  const shot = path.join(folder, 'demo.png');
  const run = demo(['--for', '2', '--shot', shot, '--json', '--layout', '4', '--cameras', '16'], mark);
  await until(() => Promise.resolve(processesOf(mark).length > 2), 'the processes of the run are seen');
  expect(await run.ended).toBe(0);
  const report = JSON.parse(run.output().trim().split('\n').at(-1) ?? '') as Report;
  expect(report).toMatchObject({ host: hostKind, tiles: 4, playing: 4, errors: [] });
  await expectNothingLeft(mark);

  const browser = await launchEngine();
  try {
    const png = readFileSync(shot);
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const quarter = { width: width / 4, height: height / 4 };
    const boxes = [0.3, 0.7].flatMap((y) => [0.3, 0.7].map((x) => ({ x: x * width, y: y * height, ...quarter })));
    for (const { mean, spread } of await readPng(await browser.newPage(), png.toString('base64'), boxes)) {
      expect(mean).toBeGreaterThan(8);
      expect(spread).toBeGreaterThan(5);
    }
  } finally {
    await browser.close();
  }
});

it('the client leaves nothing behind when it is interrupted', async () => {
  const mark = `${MARK}-interrupted`;
  const run = demo(['--for', '60', '--json', '--layout', '4', '--cameras', '16'], mark);
  await until(() => Promise.resolve(readdirSync(folder).some((name) => name.startsWith('lanner-'))), 'it has begun');
  await until(() => Promise.resolve(processesOf(mark).length > 4), 'its browser has started');
  run.child.kill('SIGINT');
  expect(await run.ended).not.toBe(0);
  expect(run.output()).not.toContain('"playing"');
  await expectNothingLeft(mark);
});
