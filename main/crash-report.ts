/**
 * Crash reports: one JSON file each in the profile's folder `crashes`, for the person who looks for the cause. The text
 * goes through the redactor of the log; the home and the profile folder are left out of paths.
 */
import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { redact } from './log.ts';
import type { StoppedCamera } from './supervision.ts';
import { readVersion } from './version.ts';

/** Counts of the rescue that the client carried out when it crashed. */
export interface Rescue {
  /** Cameras that were moving, and those of them whose stop was confirmed. */
  readonly moving: number;
  readonly stopped: number;
  /** Clips that were being recorded and were finished. */
  readonly clips: number;
}

/** The outcome of a rescue: the counts for the report, and the cameras for the notice of the next start. */
export interface RescueOutcome {
  readonly counts: Rescue;
  /** Cameras that were moving and whose stop was confirmed. */
  readonly stopped: readonly StoppedCamera[];
}

export interface CrashFacts {
  readonly atMs: number;
  /** `exception`, `rejection`, `hung`, the name of a signal, or `exit N`. */
  readonly reason: string;
  /** The thrown value; undefined if the process was ended from outside. */
  readonly error?: unknown;
  readonly host: string;
  readonly uptimeSec: number | null;
  /** Null until the rescue has ended, and where none was possible. */
  readonly rescue: Rescue | null;
}

const FOLDER = 'crashes';
const KEPT = 10;
const MAX_TEXT_CHARS = 8_000;
const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.json$/;

/**
 * Writes a report, or writes it again with more; the oldest of more than ten are deleted. Synchronous: a process that
 * crashes may have no later.
 *
 * @returns the path, or null where nothing could be written.
 */
export function writeCrashReport(dataDir: string, facts: CrashFacts): string | null {
  const dir = join(dataDir, FOLDER);
  const path = join(dir, `${new Date(facts.atMs).toISOString().replaceAll(':', '-')}.json`);
  try {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    fs.writeFileSync(path, `${JSON.stringify(reportOf(dataDir, facts), null, 2)}\n`, { mode: 0o600 });
    for (const name of reports(dir).slice(KEPT)) fs.rmSync(join(dir, name), { force: true });
    return path;
  } catch {
    return null; // a full disk, perhaps the cause of the crash: the log and the standard error have tried too
  }
}

/** Names of reports, the newest first. */
function reports(dir: string): readonly string[] {
  return fs
    .readdirSync(dir)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

function reportOf(dataDir: string, { error, atMs, ...facts }: CrashFacts): object {
  const { node, v8, electron, chrome } = process.versions;
  return {
    version: 1,
    at: new Date(atMs).toISOString(),
    ...facts,
    ...(error === undefined ? {} : { error: safe(error, dataDir) }),
    platform: `${process.platform} ${process.arch}`,
    versions: { lanner: readVersion(), node, v8, ...(electron === undefined ? {} : { electron, chrome }) },
  };
}

/** Name, message, stack and causes, redacted. Nothing else of an error: its fields may hold anything. */
function safe(error: unknown, dataDir: string, depth = 0): object {
  const text = (value: unknown): string =>
    withoutFolders(String(redact(String(value))), dataDir).slice(0, MAX_TEXT_CHARS);
  if (!(error instanceof Error)) return { name: typeof error, message: text(error) };
  const { name, message, stack = '', cause } = error;
  return {
    name: text(name),
    message: text(message),
    stack: text(stack),
    ...(cause === undefined || depth > 3 ? {} : { cause: safe(cause, dataDir, depth + 1) }),
  };
}

function withoutFolders(text: string, dataDir: string): string {
  const home = homedir();
  const plain = text.replaceAll(dataDir, '<profile>');
  return home.length > 1 ? plain.replaceAll(home, '~') : plain;
}
