/**
 * The simulated clouds beside the client: a child process that lives as long as main does. After a crash of main the next
 * main starts them again, with as many cameras, so that the walls have the same cameras.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { AccountsService } from '../accounts/accounts.ts';
import { cloudList, joinClouds, type CloudList } from './cloud-list.ts';
import type { RunMemory } from '../shared/run-memory.ts';

const START_TIMEOUT_MS = 60_000;
const END_TIMEOUT_MS = 3000;
const MAX_STDERR_CHARS = 2000;
/** Key in the run memory: how many cameras the simulated clouds were started with. */
const CAMERAS = 'cameras';

const greeting = z.object({ clouds: z.record(z.string(), z.unknown()) });

export class DemoService {
  readonly #command: readonly string[] | null;
  readonly #accounts: AccountsService;
  #child: ChildProcess | null = null;
  #accountIds: readonly AccountId[] = [];
  #starting: Promise<void> | null = null;
  readonly #runMemory: RunMemory | null;

  /**
   * @param command how to start the simulator, or null where it is not part of this installation.
   * @param runMemory carries the number of cameras over a crash of main, where something can.
   */
  constructor(command: readonly string[] | null, accounts: AccountsService, runMemory: RunMemory | null = null) {
    this.#command = command;
    this.#accounts = accounts;
    this.#runMemory = runMemory;
  }

  get isAvailable(): boolean {
    return this.#command !== null && this.#command.length > 0;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Starts the clouds and adds their accounts; once running it changes nothing. @throws {AppError} `demo.unavailable`. */
  async start(cameras: number): Promise<void> {
    if (this.#child && !this.#starting) return;
    this.#starting ??= this.#start(cameras).finally(() => {
      this.#starting = null;
    });
    await this.#starting;
  }

  /** Starts the clouds that an earlier main of this run had, if any. Never rejects. */
  async resume(): Promise<void> {
    const cameras = Number(this.#runMemory?.kept.find(([key]) => key === CAMERAS)?.[1]);
    if (!Number.isSafeInteger(cameras)) return;
    await this.start(cameras).catch((error: unknown) => {
      log.warn('the simulated clouds were not started again after the crash', { error });
    });
  }

  async dispose(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child) await end(child);
  }

  async #start(cameras: number): Promise<void> {
    const [program, ...args] = this.#command ?? [];
    if (program === undefined) throw unavailable('the simulator is not part of this installation');
    const child = spawn(program, [...args, '--json', '--until-stdin-closes', '--cameras', String(cameras)], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#child = child;
    child.once('exit', (code, signal) => void this.#onExit(child, code, signal));
    try {
      this.#accountIds = await joinClouds(this.#accounts, await readClouds(child));
      this.#runMemory?.keep(CAMERAS, String(cameras));
      if (this.#accountIds.length === 0) throw unavailable('the simulator offers no cloud that this version knows');
    } catch (error) {
      this.#child = null;
      await end(child);
      throw error;
    }
  }

  /** A simulator that ends by itself takes its accounts with it: nothing would answer them. */
  async #onExit(child: ChildProcess, code: number | null, signal: string | null): Promise<void> {
    if (this.#child !== child) return;
    this.#child = null;
    this.#runMemory?.keep(CAMERAS, null);
    log.warn('the simulated clouds ended', { code, signal });
    for (const id of this.#accountIds) {
      await this.#accounts.remove(id).catch((error: unknown) => log.debug('a demo account was gone', { error }));
    }
    this.#accountIds = [];
  }
}

/** Waits for the one line that the simulator prints. */
async function readClouds(child: ChildProcess): Promise<CloudList> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw unavailable('no output');
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-MAX_STDERR_CHARS);
  });
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unavailable('it did not start in time')), START_TIMEOUT_MS);
    child.once('error', (error) => reject(unavailable(error.message)));
    child.once('exit', (code) => reject(unavailable(lastLine(complaint) || `it ended with code ${code}`)));
    child.once('close', () => clearTimeout(timer));
    createInterface({ input: stdout }).on('line', (line) => {
      const clouds = parseGreeting(line);
      if (!clouds) return;
      clearTimeout(timer);
      resolve(clouds);
    });
  });
}

function parseGreeting(line: string): CloudList | null {
  try {
    const read = cloudList.safeParse(greeting.parse(JSON.parse(line)).clouds);
    return read.success ? read.data : null;
  } catch {
    return null; // a line of talk before the greeting
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function unavailable(detail: string): AppError {
  return new AppError('demo.unavailable', `no simulated clouds: ${detail}`, { params: { detail }, retryable: true });
}
