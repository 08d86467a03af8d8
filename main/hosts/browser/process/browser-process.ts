/** One running browser: started in its own process group, ended as a whole, its temporary profile removed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../../log.ts';
import { browserFlags, type Reach } from './browser-flags.ts';
import { closeNames } from './closed-names.ts';
import { DevtoolsPipe } from './devtools-pipe.ts';
import { makeTemporaryProfile } from './stale-profiles.ts';

export interface BrowserLaunch {
  readonly executable: string;
  /** From `blankPage`: nothing secret, every user of the computer can read it. */
  readonly startPage: string;
  readonly reach: Reach;
  readonly isHeadless: boolean;
  /** Where a window's profile lives between runs; headless runs use a temporary one. */
  readonly dataDir: string;
  readonly isKiosk?: boolean;
}

const WINDOW_SIZE = { width: 1600, height: 900 };
const CLOSE_WITHIN_MS = 4_000;
const MAX_COMPLAINT_CHARS = 2_000;

export class BrowserProcess {
  readonly pid: number;
  readonly devtools: DevtoolsPipe;
  /** Resolves once, when the process has ended. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #temporaryDir: string | null;
  #complaint = '';
  #isRunning = true;

  private constructor(child: ChildProcess, pid: number, temporaryDir: string | null) {
    this.#child = child;
    this.pid = pid;
    this.#temporaryDir = temporaryDir;
    this.devtools = new DevtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString()).slice(-MAX_COMPLAINT_CHARS);
    });
    process.once('exit', this.#endAtOnce);
    this.ended = new Promise((resolve) => {
      child.once('exit', () => {
        this.#isRunning = false;
        process.off('exit', this.#endAtOnce);
        resolve();
      });
    });
  }

  /** @throws {Error} when the executable cannot be started. */
  static async launch(options: BrowserLaunch): Promise<BrowserProcess> {
    const temporaryDir = options.isHeadless ? await makeTemporaryProfile() : null;
    const profileDir = temporaryDir ?? join(options.dataDir, 'browser');
    const isKnownProfile = await stat(join(profileDir, 'Default')).then(
      () => true,
      () => false, // the first run with this profile
    );
    await mkdir(profileDir, { recursive: true, mode: 0o700 });
    await closeNames(profileDir);
    const flags = browserFlags({
      startPage: options.startPage,
      reach: options.reach,
      profileDir,
      isHeadless: options.isHeadless,
      size: isKnownProfile ? null : WINDOW_SIZE,
      platform: process.platform,
      isRoot: process.getuid?.() === 0,
      isKiosk: options.isKiosk ?? false,
    });
    // The files that an ended browser leaves in the temp folder go away with its temporary profile.
    const env = temporaryDir === null ? process.env : { ...process.env, TMPDIR: temporaryDir, TEMP: temporaryDir };
    const child = spawn(options.executable, flags, {
      env,
      detached: process.platform !== 'win32', // its own process group: ended as one, and Ctrl-C reaches main alone
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    try {
      await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    } catch (cause) {
      if (temporaryDir !== null) await rm(temporaryDir, { recursive: true, force: true });
      throw new Error(`The browser ${options.executable} cannot be started.`, { cause });
    }
    return new BrowserProcess(child, child.pid ?? 0, temporaryDir);
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** The last lines that it wrote about itself, for an error text. */
  get complaint(): string {
    return this.#complaint.trim();
  }

  /** Closes it in order (it saves its window's place), and after 4 s without. Resolves when nothing of it is left. */
  async close(): Promise<void> {
    if (this.#isRunning) {
      this.devtools.send('Browser.close').catch(() => {}); // it may end before it answers
      await this.#endsWithin(CLOSE_WITHIN_MS);
      if (this.#isRunning) log.warn('the browser did not close in time and is ended');
    }
    this.#killGroup('SIGKILL'); // helpers that ran longer than the browser
    await this.ended;
    if (this.#temporaryDir !== null) {
      await rm(this.#temporaryDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  }

  async #endsWithin(ms: number): Promise<void> {
    const timer = new AbortController();
    const late = delay(ms, undefined, { signal: timer.signal }).catch(() => {}); // aborted: it ended in time
    await Promise.race([this.ended, late]);
    timer.abort();
  }

  #killGroup(signal: NodeJS.Signals): void {
    try {
      if (process.platform === 'win32') this.#child.kill(signal);
      else process.kill(-this.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') log.warn('the browser cannot be ended', { error });
    }
  }

  /** For an exit of main without `close`: nothing can be awaited any more. */
  readonly #endAtOnce = (): void => {
    this.#killGroup('SIGKILL');
    if (this.#temporaryDir !== null) rmSync(this.#temporaryDir, { recursive: true, force: true, maxRetries: 5 });
  };
}
