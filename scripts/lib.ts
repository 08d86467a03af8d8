/** Common functions of the commands: folders, child processes that end with us, and the choice of the host. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const cacheDir = path.join(root, '.cache');

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

export type HostKind = 'electron' | 'browser';

export interface HostChoice {
  readonly kind: HostKind;
  /** One sentence for the user: why this one. */
  readonly reason: string;
  readonly executable: string;
}

const ELECTRON_RETRY_MS = 24 * 60 * 60 * 1000;
const ELECTRON_INSTALL_TIMEOUT_MS = 120_000;

function electronExecutable(): string | null {
  const folder = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : null;
}

/** Electron's package fetches its binary on demand; a refusal is remembered for a day, so that a start stays quick. */
function fetchElectron(): string {
  const noteFile = path.join(cacheDir, 'electron-unavailable.json');
  if (existsSync(noteFile)) {
    const note = JSON.parse(readFileSync(noteFile, 'utf8')) as { atMs: number; reason: string };
    if (Date.now() - note.atMs < ELECTRON_RETRY_MS) return note.reason;
  }
  say('fetching the Electron binary (once)');
  const script = path.join(root, 'node_modules', 'electron', 'install.js');
  const done = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: ELECTRON_INSTALL_TIMEOUT_MS });
  if (done.status === 0) return '';
  const detail = /(?:Error|ENOTFOUND|ECONNREFUSED|ETIMEDOUT)[^\n]*/.exec(done.stderr)?.[0] ?? `exit ${done.status}`;
  // The last word may be the address that was asked for.
  const withoutHost = (text: string): string =>
    text
      .split(' ')
      .filter((word, i, words) => i < words.length - 1 || !word.includes('.'))
      .join(' ');
  const reason = `its binary cannot be fetched (${withoutHost(detail).slice(0, 80)})`;
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(noteFile, JSON.stringify({ atMs: Date.now(), reason }));
  return reason;
}

/**
 * Takes Electron where its binary is present or can be had, else the browser host.
 *
 * @throws {Error} when `wanted` is Electron and it cannot be had.
 */
export function chooseHost(wanted: HostKind | null): HostChoice {
  const browser = (reason: string): HostChoice => ({ kind: 'browser', reason, executable: process.execPath });
  if (wanted === 'browser') return browser('asked for with --host');
  const present = electronExecutable();
  if (present) return { kind: 'electron', reason: 'its binary is installed', executable: present };
  const reason = fetchElectron();
  const fetched = electronExecutable();
  if (fetched) return { kind: 'electron', reason: 'its binary was just fetched', executable: fetched };
  if (wanted === 'electron') throw new Error(`Electron cannot run here: ${reason}. Use --host browser.`);
  return browser(`Electron: ${reason}`);
}

/** Main allocates little and for a moment; Node would let it gather 32 MB of that before it looks. */
const YOUNG_MB = 4;

/**
 * The command line that starts the client on a host. It must have been built: see `ensureClient`.
 *
 * @param isSupervised false leaves out the process that starts main again after a crash (browser host).
 * @param mainDir where the built main lies (browser host); `dist/main` by default.
 */
export function clientCommand(
  host: HostChoice,
  args: readonly string[],
  isSupervised = true,
  mainDir = path.join(root, 'dist', 'main'),
): readonly [string, readonly string[]] {
  if (host.kind === 'browser') {
    const entry = path.join(mainDir, isSupervised ? 'browser.js' : 'browser-client.js');
    return [
      host.executable,
      [`--max-semi-space-size=${YOUNG_MB}`, '--disable-warning=ExperimentalWarning', entry, ...args],
    ];
  }
  const isRoot = process.getuid?.() === 0;
  return [host.executable, [...(isRoot ? ['--no-sandbox'] : []), root, ...args]];
}

/** A temp folder that `use` may fill; it is gone afterwards, whatever happens. */
export async function withTempDir<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), 'lanner-'));
  try {
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const STOP_GRACE_MS = 8_000;

/**
 * Asks a child to end, and kills it by its pid when it does not. Resolves when it is gone.
 *
 * @param graceMs how long it may take to end by itself, ms.
 */
export async function stop(child: ChildProcess, graceMs = STOP_GRACE_MS): Promise<'ended' | 'killed'> {
  if (child.exitCode !== null || child.signalCode !== null) return 'ended';
  let outcome: 'ended' | 'killed' = 'ended';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => {
    outcome = 'killed';
    child.kill('SIGKILL');
  }, graceMs);
  await gone;
  clearTimeout(timer);
  return outcome;
}

/** Reads lines of a child's standard output; resolves with the first that `pick` turns into something. */
export function firstLine<T>(child: ChildProcess, pick: (line: string) => T | null, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    let rest = '';
    const onData = (chunk: Buffer): void => {
      rest += chunk.toString('utf8');
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        const found = pick(rest.slice(0, end));
        rest = rest.slice(end + 1);
        if (found === null) continue;
        child.stdout?.off('data', onData).resume();
        resolve(found);
        return;
      }
    };
    child.stdout?.on('data', onData);
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${what} ended (${signal ?? code}) before it was ready`)));
  });
}

export interface SimulatorInfo {
  readonly clouds: Readonly<
    Record<
      string,
      {
        readonly endpoint: string;
        readonly credentials: Record<string, string>;
        /** Named things of the simulated world to try, such as an offline camera. */
        readonly examples: Readonly<Record<string, unknown>>;
      }
    >
  >;
  readonly control: string;
}

export function simulatorCommand(cameras: number): readonly string[] {
  const cli = path.join(root, 'test', 'simulator', 'cli.ts');
  return [process.execPath, '--disable-warning=ExperimentalWarning', cli, '--json', '--cameras', String(cameras)];
}

/**
 * Starts the simulated clouds as a child process.
 *
 * @param lineMs what the line to them takes in each direction; null: loopback as it is. @param flags more of their command.
 */
export async function startSimulator(
  cameras: number,
  lineMs: number | null = null,
  flags: readonly string[] = [],
): Promise<{ child: ChildProcess; info: SimulatorInfo }> {
  const [file = '', ...command] = [...simulatorCommand(cameras), ...flags];
  const args = lineMs === null ? command : [...command, '--line-ms', String(lineMs)];
  // The child leads its own group, so that Ctrl-C in a terminal reaches us first and the client can say goodbye to it.
  // Its standard input ends with us, however we end, and it ends with that.
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  const child = spawn(file, [...args, '--until-stdin-closes'], { cwd: root, stdio: [...stdio], detached: true });
  child.stdin?.on('error', () => {});
  const pick = (line: string): SimulatorInfo | null =>
    line.startsWith('{') ? (JSON.parse(line) as SimulatorInfo) : null;
  return { child, info: await firstLine(child, pick, 'the simulator') };
}
