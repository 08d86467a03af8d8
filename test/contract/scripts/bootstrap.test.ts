/**
 * The bootstrap on a copy of the project: npm and apt-get are small programs that write down that they were called, so
 * that the set-up itself is what is tried, not the network.
 */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root, withTempDir } from '../../../scripts/lib.ts';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Project {
  readonly dir: string;
  /** How often npm and apt-get were called, with their arguments. */
  calls(): readonly string[];
  /** @param flags of Node. */
  run(command: string, env?: Readonly<Record<string, string>>, flags?: readonly string[]): Promise<Run>;
}

const FAKE_NPM = `const { appendFileSync, mkdirSync } = require('node:fs');
appendFileSync(process.env.CALLS, 'npm ' + process.argv.slice(2).join(' ') + '\\n');
setTimeout(() => mkdirSync('node_modules', { recursive: true }), 700);`;

async function withProject(use: (project: Project) => Promise<void>): Promise<void> {
  await withTempDir(async (dir) => {
    const file = (name: string): string => path.join(dir, name);
    mkdirSync(file('scripts'));
    mkdirSync(file('bin'));
    mkdirSync(file('test/simulator'), { recursive: true });
    cpSync(path.join(root, 'scripts/bootstrap.mjs'), file('scripts/bootstrap.mjs'));
    for (const name of ['package.json', 'package-lock.json']) cpSync(path.join(root, name), file(name));
    writeFileSync(file('scripts/demo.ts'), "process.stdout.write(`ran with ${process.argv.slice(2).join(' ')}\\n`);");
    writeFileSync(file('test/simulator/cli.ts'), 'process.exit(7);');
    writeFileSync(file('bin/apt-get'), '#!/bin/sh\necho "apt-get $*" >> "$CALLS"\n');
    chmodSync(file('bin/apt-get'), 0o755);
    symlinkSync('/bin/sh', file('bin/sh'));
    // npm_execpath names npm's own program; a package.json beside it would make it an ES module.
    mkdirSync(file('npm'));
    writeFileSync(file('npm/npm.js'), FAKE_NPM);
    writeFileSync(file('npm/package.json'), '{"type":"commonjs"}');
    const calls = file('calls.txt');
    const run: Project['run'] = (command, env = {}, flags = []) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [...flags, file('scripts/bootstrap.mjs'), ...command.split(' ')], {
          env: { ...process.env, npm_execpath: file('npm/npm.js'), CALLS: calls, LANNER_BROWSER: '/bin/true', ...env },
        });
        let [out, err] = ['', ''];
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
        child.once('close', (code) => resolve({ code: code ?? 1, out, err }));
      });
    const read = (): readonly string[] => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []);
    await use({ dir, calls: read, run });
  });
}

it('the bootstrap installs the modules once, says so, and hands over the arguments', async () => {
  await withProject(async ({ run, calls }) => {
    const first = await run('demo --layout 4');
    expect(first).toMatchObject({ code: 0, out: 'ran with --layout 4\n' });
    expect(first.err).toContain('installing the node modules');
    const second = await run('demo');
    expect(second.code).toBe(0);
    expect(second.err).not.toContain('installing');
    expect(calls().filter((line) => line.startsWith('npm'))).toHaveLength(1);
  });
});

it('the bootstrap installs once when two start at the same moment', async () => {
  await withProject(async ({ run, calls }) => {
    const both = await Promise.all([run('demo a'), run('demo b')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.map(({ out }) => out).sort()).toEqual(['ran with a\n', 'ran with b\n']);
    expect(calls().filter((line) => line.startsWith('npm'))).toHaveLength(1);
  });
});

it('the bootstrap installs again when the lock file has changed', async () => {
  await withProject(async ({ dir, run, calls }) => {
    await run('demo');
    const lockFile = path.join(dir, 'package-lock.json');
    writeFileSync(lockFile, `${readFileSync(lockFile, 'utf8')}\n`);
    await run('demo');
    expect(calls().filter((line) => line.startsWith('npm'))).toHaveLength(2);
  });
});

it('the bootstrap takes over the lock of a set-up that died', async () => {
  await withProject(async ({ dir, run }) => {
    mkdirSync(path.join(dir, '.cache'));
    // 2^22 is above every pid that Linux gives by default.
    writeFileSync(path.join(dir, '.cache', 'setup.lock'), '4194304');
    expect((await run('demo')).code).toBe(0);
    expect(existsSync(path.join(dir, '.cache', 'setup.lock'))).toBe(false);
  });
});

it.runIf(process.getuid?.() === 0 && existsSync('/etc/debian_version'))(
  'the bootstrap brings missing system packages where it may',
  async () => {
    await withProject(async ({ dir, run, calls }) => {
      await run('clips', { PATH: path.join(dir, 'bin') });
      expect(calls().filter((line) => line.startsWith('apt-get'))).toEqual([
        'apt-get update -qq',
        expect.stringMatching(/^apt-get install -y -qq --no-install-recommends .*ffmpeg/),
      ]);
    });
  },
);

/** As in Node 24, and in builds of Node 26 without it. */
const WITHOUT_TEMPORAL = ['--import', 'data:text/javascript,delete globalThis.Temporal'];

it('the bootstrap hands over to the Node of the modules where the Node that started has no Temporal', async () => {
  await withProject(async ({ dir, run }) => {
    const folder = path.join(dir, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'node'), '#!/bin/sh\necho "the Node of the modules runs"\n');
    chmodSync(path.join(folder, 'node'), 0o755);
    const { code, out } = await run('demo', {}, WITHOUT_TEMPORAL);
    expect([code, out]).toEqual([0, 'the Node of the modules runs\n']);
    expect((await run('demo')).out).toBe('ran with \n');
  });
});

it('the bootstrap says which Node is needed where none with Temporal is there', async () => {
  await withProject(async ({ run }) => {
    const { code, err } = await run('demo', {}, WITHOUT_TEMPORAL);
    expect(code).toBe(1);
    expect(err).toContain('a Node with Temporal is needed, as Node 26 of nodejs.org has it');
  });
});

it('the bootstrap passes on the exit code of the command', async () => {
  await withProject(async ({ run }) => expect((await run('simulator --json')).code).toBe(7));
});

it('the bootstrap names the commands when it does not know one', async () => {
  await withProject(async ({ run }) => {
    const { code, err } = await run('demolish');
    expect(code).toBe(1);
    expect(err).toMatch(/unknown command demolish.*demo, start, simulator/s);
  });
});
