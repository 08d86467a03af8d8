/**
 * Which cameras this client has set moving, on disk, so that the next start can stop them whatever way this run ends. An
 * entry is written before the order is sent and goes when the cloud has confirmed the stop.
 *
 * A file of its own and not a table of the database: the file must be readable when the database is not, and one append
 * costs 10 µs, an entry in SQLite with its sync 500 µs to 3 ms. The write reaches the system's cache at once, which
 * survives every death of the process. The sync to the disk, which only a power cut needs, runs beside and is waited
 * for at most {@link SYNC_WITHIN_MS}: a slow disk must neither delay the operator nor block a stop of another camera.
 *
 * Contains no secrets and no addresses: an account's id, the cloud's own ids of the camera, the motor and the time.
 */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { channelId } from '../../../preload/contract/shared.ts';
import { channelRefOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { PTZ_DIRECTIONS, type PtzDirection, type PtzMotor } from '../../../preload/domain/ptz/ptz.ts';
import { log } from '../../log.ts';
import { atMost } from '../shared/at-most.ts';

/** A movement whose stop the cloud has not confirmed. */
export interface PtzEntry {
  readonly channelId: ChannelId;
  readonly accountId: AccountId;
  readonly motor: PtzMotor;
  readonly direction: PtzDirection;
  /** When the order was given, epoch ms. */
  readonly atMs: number;
}

interface PtzJournalOptions {
  readonly dir: string;
  readonly nowMs?: () => number;
  /** Called when the first movement begins and when the last one was stopped. */
  readonly onMoving?: (isMoving: boolean) => void;
}

const VERSION = 1;
const FILE = 'ptz-journal.ndjson';
const SYNC_WITHIN_MS = 10;
/** The file is written again from the start when it has grown to this size; it is emptied whenever no camera moves. */
const COMPACT_ABOVE_BYTES = 64 * 1024;
const MAX_READ_BYTES = 1024 * 1024;
const MAX_LINE_CHARS = 1_000;
const MAX_ENTRIES = 512;

const motor = z.enum(['turn', 'zoom', 'focus', 'iris']);
const line = z.discriminatedUnion('do', [
  z.object({
    v: z.literal(VERSION),
    do: z.literal('move'),
    channel: channelId,
    motor,
    direction: z.enum(PTZ_DIRECTIONS),
    atMs: z.number().int().nonnegative(),
  }),
  z.object({ v: z.literal(VERSION), do: z.literal('rest'), channel: channelId, motor }),
]);

type Line = z.infer<typeof line>;

const keyOf = (channel: ChannelId, moved: PtzMotor): string => `${channel} ${moved}`;

export class PtzJournal {
  readonly #path: string;
  readonly #entries: Map<string, PtzEntry>;
  readonly #nowMs: () => number;
  /** Null where the file cannot be written: cameras are steered all the same, and the log says so. */
  #fd: number | null = null;
  #sizeBytes = 0;
  readonly #onMoving: (isMoving: boolean) => void;

  /** Reads what an earlier run left. Never throws: a journal that cannot be kept must not keep the client from starting. */
  constructor({ dir, nowMs = Date.now, onMoving = () => {} }: PtzJournalOptions) {
    this.#path = join(dir, FILE);
    this.#nowMs = nowMs;
    this.#entries = new Map(readEntries(this.#path).map((entry) => [keyOf(entry.channelId, entry.motor), entry]));
    this.#onMoving = onMoving;
    this.#attempt('opened', () => this.#rewrite());
    if (this.#entries.size > 0) onMoving(true);
  }

  /** Movements whose stop was not confirmed, in the order in which they began. */
  get entries(): readonly PtzEntry[] {
    return [...this.#entries.values()];
  }

  has({ channelId: channel, motor: moved }: Pick<PtzEntry, 'channelId' | 'motor'>): boolean {
    return this.#entries.has(keyOf(channel, moved));
  }

  /** To be awaited before a movement is ordered. Never rejects. */
  async begin(channel: ChannelId, moved: PtzMotor, direction: PtzDirection): Promise<void> {
    const key = keyOf(channel, moved);
    if (this.#entries.has(key)) return; // it moves already, and one stop ends both
    const { accountId } = channelRefOf(channel);
    const atMs = this.#nowMs();
    this.#entries.set(key, { channelId: channel, accountId, motor: moved, direction, atMs });
    this.#append({ v: VERSION, do: 'move', channel, motor: moved, direction, atMs });
    if (this.#entries.size === 1) this.#onMoving(true);
    await this.#sync();
  }

  /** The cloud confirmed the stop, or refused the order. Needs no sync: an entry too many costs one stop too many. */
  end(channel: ChannelId, moved: PtzMotor): void {
    if (!this.#entries.delete(keyOf(channel, moved))) return;
    if (this.#entries.size === 0) {
      this.#empty();
      this.#onMoving(false);
    } else this.#append({ v: VERSION, do: 'rest', channel, motor: moved });
  }

  /** The account is gone: nothing can reach its cameras any more. */
  forgetAccount(id: AccountId): void {
    for (const entry of this.entries) if (entry.accountId === id) this.end(entry.channelId, entry.motor);
  }

  close(): void {
    const fd = this.#fd;
    this.#fd = null;
    if (fd !== null) this.#attempt('closed', () => fs.closeSync(fd));
  }

  #append(entry: Line): void {
    // A line that a full disk cut short must not swallow the next line, so each line begins with a line break.
    const bytes = Buffer.from(`\n${JSON.stringify(entry)}\n`);
    this.#attempt('written', () => {
      if (this.#sizeBytes + bytes.length > COMPACT_ABOVE_BYTES) return this.#rewrite();
      if (this.#fd === null) return;
      fs.writeSync(this.#fd, bytes);
      this.#sizeBytes += bytes.length;
    });
  }

  async #sync(): Promise<void> {
    const fd = this.#fd;
    if (fd === null) return;
    const synced = new Promise<void>((resolve) => {
      fs.fdatasync(fd, (error) => {
        if (error !== null) log.warn('the journal of movements could not be brought to the disk', { error });
        resolve();
      });
    });
    await atMost(synced, SYNC_WITHIN_MS);
  }

  #empty(): void {
    this.#attempt('emptied', () => {
      if (this.#fd === null) return;
      fs.ftruncateSync(this.#fd, 0);
      this.#sizeBytes = 0;
    });
  }

  /** Writes the open entries into a new file, which replaces the old one in one step. */
  #rewrite(): void {
    const text = this.entries
      .map((entry) => {
        const { channelId: channel, motor: moved, direction, atMs } = entry;
        const kept: Line = { v: VERSION, do: 'move', channel, motor: moved, direction, atMs };
        return `${JSON.stringify(kept)}\n`;
      })
      .join('');
    const next = `${this.#path}.next`;
    fs.rmSync(next, { force: true });
    const fd = fs.openSync(next, 'wx', 0o600);
    try {
      fs.writeSync(fd, text);
      fs.fdatasyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    this.close(); // Windows replaces no file that is open
    fs.renameSync(next, this.#path);
    this.#fd = fs.openSync(this.#path, 'a', 0o600);
    this.#sizeBytes = Buffer.byteLength(text);
  }

  #attempt(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      log.error(`the journal of movements could not be ${what}`, { error });
    }
  }
}

/**
 * The entries that are still open after all lines of a file. Incomplete lines, foreign lines and lines of another
 * version are left out.
 */
function readEntries(path: string): readonly PtzEntry[] {
  const open = new Map<string, PtzEntry>();
  for (const text of readTail(path).split('\n')) {
    const read = parseLine(text);
    if (read === null) continue;
    const key = keyOf(read.channel, read.motor);
    if (read.do === 'rest') open.delete(key);
    else if (open.size < MAX_ENTRIES || open.has(key)) {
      const { channel, motor: moved, direction, atMs } = read;
      open.set(key, { channelId: channel, accountId: channelRefOf(channel).accountId, motor: moved, direction, atMs });
    }
  }
  return [...open.values()];
}

function parseLine(text: string): Line | null {
  if (text.length === 0 || text.length > MAX_LINE_CHARS) return null;
  try {
    const read = line.parse(JSON.parse(text));
    channelRefOf(read.channel);
    return read;
  } catch {
    return null;
  }
}

function readTail(path: string): string {
  try {
    const fd = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
      const { size } = fs.fstatSync(fd);
      const bytes = Buffer.alloc(Math.min(size, MAX_READ_BYTES));
      const length = fs.readSync(fd, bytes, 0, bytes.length, size - bytes.length);
      return bytes.subarray(0, length).toString('utf8');
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      log.error('the journal of movements could not be read', { error });
    }
    return '';
  }
}
