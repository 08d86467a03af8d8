/**
 * Runs any command of package.json on a fresh clone: brings the node modules, a Node and the system packages that the
 * command needs, says what it does, then hands over. Plain JavaScript for Node >= 18, and no dependency of its own.
 * Usage: node scripts/bootstrap.mjs COMMAND [ARG ...]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cacheDir = path.join(root, '.cache');
const NODE_MAJOR = 24;
const LOCK_POLL_MS = 250;

/** Which file runs each command, and which groups of system packages it cannot do without. */
const commands = {
  demo: { file: 'scripts/demo.ts', needs: ['browser', 'fonts'] },
  start: { file: 'scripts/start.ts', needs: ['browser'] },
  simulator: { file: 'test/simulator/cli.ts', needs: [] },
  probe: { file: 'scripts/probe.ts', needs: ['browser'] },
  contracts: { file: 'scripts/contracts.ts', needs: [] },
  call: { file: 'scripts/call.ts', needs: [] },
  bench: { file: 'test/bench/run.ts', needs: ['browser', 'fonts', 'ffmpeg', 'display', 'mpv'] },
  footage: { file: 'scripts/footage.ts', needs: ['ffmpeg'] },
  clips: { file: 'scripts/clips.ts', needs: ['ffmpeg', 'fonts'] },
  generate: { file: 'scripts/generate-operations.ts', needs: [] },
  build: { file: 'scripts/build.ts', needs: [] },
  test: { file: 'scripts/test.ts', needs: ['browser', 'engine', 'fonts', 'ffmpeg', 'nginx', 'keyring', 'display'] },
  e2e: {
    file: 'scripts/test.ts',
    args: ['--only', 'e2e'],
    needs: ['browser', 'engine', 'fonts', 'ffmpeg', 'nginx', 'keyring'],
  },
  format: { file: 'node_modules/prettier/bin/prettier.cjs', args: ['--write', '.'], needs: [] },
  lint: { file: 'scripts/test.ts', args: ['--only', 'lint'], needs: [] },
  types: { file: 'scripts/test.ts', args: ['--only', 'types'], needs: [] },
  package: { file: 'scripts/package.ts', needs: [] },
  promises: { file: 'scripts/promises.ts', needs: [] },
  supply: { file: 'scripts/supply.ts', needs: [] },
  verify: { file: 'scripts/verify.ts', needs: [] },
};

const onPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((dir) => dir !== '' && existsSync(path.join(dir, name)));
const anyExists = (files) => files.some((file) => existsSync(file));

/** How to detect that a group is installed, and the Debian packages that install it. */
const systemGroups = {
  browser: {
    isPresent: () =>
      process.platform !== 'linux' ||
      ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].some(onPath),
    packages: ['chromium'],
  },
  // Tests run without it too, in the browser, and take longer.
  engine: {
    isPresent: () => process.platform !== 'linux' || onPath('chromium-headless-shell'),
    packages: ['chromium-headless-shell'],
    isOptional: true,
  },
  fonts: {
    isPresent: () =>
      process.platform !== 'linux' || anyExists(['/usr/share/fonts/opentype/noto', '/usr/share/fonts/google-noto-cjk']),
    packages: ['fonts-noto-cjk'],
  },
  ffmpeg: { isPresent: () => onPath('ffmpeg'), packages: ['ffmpeg'] },
  nginx: {
    isPresent: () =>
      (onPath('nginx') || existsSync('/usr/sbin/nginx')) && existsSync('/usr/lib/nginx/modules/ngx_rtmp_module.so'),
    packages: ['nginx', 'libnginx-mod-rtmp'],
  },
  keyring: {
    isPresent: () => onPath('gnome-keyring-daemon') && onPath('dbus-run-session'),
    packages: ['gnome-keyring', 'dbus-x11'],
  },
  display: { isPresent: () => onPath('Xvfb'), packages: ['xvfb'] },
  mpv: { isPresent: () => onPath('mpv'), packages: ['mpv'] },
};

/** Keys of `npm run call`: only the call itself gets them, and no tool that the set-up runs. */
const KEYS_VARIABLE = 'LANNER_CREDENTIALS';
const givenKeys = process.env[KEYS_VARIABLE];
delete process.env[KEYS_VARIABLE];

const say = (text) => process.stderr.write(`setup: ${text}\n`);

function fail(text) {
  say(text);
  process.exit(1);
}

/** Runs a tool. @returns how it failed; null where it did not. */
function attempt(file, args, what) {
  say(what);
  const done = spawnSync(file, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  });
  return done.status === 0 ? null : `${file} ${args.join(' ')} ended with ${done.status ?? done.error?.message}`;
}

/** Runs a tool; when it fails, `tries` times in all, and then says which one it was. */
function run(file, args, what, tries = 1) {
  const failure = attempt(file, args, what);
  if (failure === null) return;
  if (tries > 1) return run(file, args, `${what}: once more`, tries - 1);
  fail(failure);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** One set-up at a time: a second one that starts meanwhile waits for the first. A lock of a dead process is taken over. */
async function withLock(work) {
  const lock = path.join(cacheDir, 'setup.lock');
  mkdirSync(cacheDir, { recursive: true });
  let isTold = false;
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readText(lock));
    // A lock without a number is one being written this very moment; the next round reads it.
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    if (!isTold) say(`waiting for another set-up (process ${holder})`);
    isTold = true;
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const stampFile = path.join(root, 'node_modules', '.lanner-installed');
const wantedStamp = () =>
  createHash('sha256')
    .update(readText(path.join(root, 'package-lock.json')))
    .update(readText(path.join(root, 'package.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');

const areModulesCurrent = () => readText(stampFile) === wantedStamp();

function installModules() {
  const npmCli = process.env.npm_execpath;
  const [file, first] = npmCli?.endsWith('.js') ? [process.execPath, [npmCli]] : ['npm', []];
  // Install scripts stay off: nothing that the client needs has one, and Electron's downloads its binary on demand.
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // A program that still writes into node_modules makes npm fail half-way; a second run begins from nothing.
  run(file, args, 'installing the node modules (npm ci), once for each change of package-lock.json', 2);
  writeFileSync(stampFile, wantedStamp());
}

function missingGroups(needs) {
  if (needs.includes('browser') && process.env.LANNER_BROWSER) needs = needs.filter((name) => name !== 'browser');
  return needs.filter((name) => !systemGroups[name].isPresent());
}

function installSystem(names) {
  const packages = names.flatMap((name) => systemGroups[name].packages);
  const canInstall = process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!canInstall) {
    const prefix = process.platform === 'linux' ? 'sudo apt-get install -y' : 'install';
    say(`not found on this computer: ${names.join(', ')}. To have everything: ${prefix} ${packages.join(' ')}`);
    return;
  }
  const isOptional = (name) => systemGroups[name].isOptional === true;
  const install = (some, by) => {
    const own = some.flatMap((name) => systemGroups[name].packages);
    if (own.length === 0) return;
    const args = ['install', '-y', '-qq', '--no-install-recommends', ...own];
    const failure = by('apt-get', args, `installing ${own.join(' ')} (apt-get install)`);
    if (failure) say(`${failure}; the tests run without`);
  };
  const update = names.every(isOptional) ? attempt : run;
  update('apt-get', ['update', '-qq'], 'reading the package lists (apt-get update)');
  install(
    names.filter((name) => !isOptional(name)),
    run,
  );
  install(names.filter(isOptional), attempt);
}

/**
 * A Node with all that the client uses: this one, or the one that the node modules bring. Node 24 has `Temporal` behind a flag
 * only, and some builds of Node 26 are without: what counts is whether it is there.
 */
function findNode() {
  const isNew = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
  if (isNew && typeof globalThis.Temporal !== 'undefined') return process.execPath;
  const { platform, arch } = process;
  const names = [`node-${platform === 'win32' ? 'win' : platform}-${arch}`, `node-bin-${platform}-${arch}`];
  for (const name of names) {
    for (const file of ['bin/node', 'bin/node.exe']) {
      const full = path.join(root, 'node_modules', name, file);
      if (existsSync(full)) return full;
    }
  }
  return fail(
    `a Node with Temporal is needed, as Node 26 of nodejs.org has it, and npm has none for ${platform}-${arch}: install it, then run this again`,
  );
}

function handOver(node, command, args) {
  const argv = [path.join(root, command.file), ...(command.args ?? []), ...args];
  const env = command === commands.call && givenKeys ? { ...process.env, [KEYS_VARIABLE]: givenKeys } : process.env;
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...argv], { cwd: root, stdio: 'inherit', env });
  // A terminal sends Ctrl-C, and its own end, to both; the child decides when it is done cleaning up, this process only
  // waits. A second Ctrl-C ends the client at once, so a Ctrl-C that the child already has is not passed on.
  const isFromTerminal = (signal) => process.stdin.isTTY && signal !== 'SIGTERM';
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!isFromTerminal(signal)) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`cannot run ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

async function main() {
  const [name, ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) fail(`unknown command ${name}; there are: ${Object.keys(commands).join(', ')}`);
  if (Number(process.versions.node.split('.')[0]) < 18) fail(`Node 18 or newer is needed; this is ${process.version}`);
  if (!areModulesCurrent() || missingGroups(command.needs).length > 0) {
    await withLock(() => {
      if (!areModulesCurrent()) installModules();
      const missing = missingGroups(command.needs);
      if (missing.length > 0) installSystem(missing);
    });
  }
  handOver(findNode(), command, args);
}

await main();
