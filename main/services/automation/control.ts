/**
 * Automation over standard input and output, only with `--control`: one JSON object per line in, one out. The demo and
 * the benches drive the client with it. No secret is ever written back.
 */
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { wallLayout } from '../../../preload/contract/shared.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { tileCount } from '../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { AppError, cancelled, toWireError } from '../../errors.ts';
import type { HostStart } from '../../host.ts';
import type { AccountsService } from '../accounts/accounts.ts';
import { cloudList, joinClouds } from './cloud-list.ts';
import type { DirectoryService } from '../cameras/directory.ts';
import type { Emit } from '../shared/emit.ts';
import { deal, playable } from './wall-filling.ts';
import type { WallReports } from './wall-reports.ts';
import type { WallsService } from '../walls/walls.ts';

const command = z.discriminatedUnion('do', [
  z.object({ id: z.string(), do: z.literal('add-accounts'), clouds: cloudList }),
  z.object({
    id: z.string(),
    do: z.literal('fill-wall'),
    layout: wallLayout,
    /** Cameras of these clouds in turn; of every account when left out. */
    vendors: z.array(z.enum(VENDOR_IDS)).optional(),
    /** Cameras to pass over first, so that a second wall can be given others. */
    skip: z.number().int().nonnegative().max(1000).optional(),
    /** Which wall, by its place among all, from 0; the first when left out. */
    wall: z.number().int().nonnegative().optional(),
  }),
  z.object({ id: z.string(), do: z.literal('tiles') }),
  z.object({
    id: z.string(),
    do: z.literal('show-alarm'),
    /** The camera's number, as operators call it. */
    camera: z.number().int().positive(),
    words: z.string().max(200),
    /** Epoch milliseconds; now when left out. */
    atMs: z.number().int().nonnegative().optional(),
  }),
  z.object({ id: z.string(), do: z.literal('capture'), path: z.string().min(1) }),
  z.object({ id: z.string(), do: z.literal('crash-gateway') }),
  z.object({
    id: z.string(),
    do: z.literal('crash-main'),
    how: z.enum(['exception', 'rejection', 'endless-loop']).default('exception'),
  }),
  /** A fresh address that opens the first window once. */
  z.object({ id: z.string(), do: z.literal('launch-url') }),
  z.object({ id: z.string(), do: z.literal('quit') }),
]);
type Command = z.infer<typeof command>;

interface ControlOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly accounts: AccountsService;
  readonly directory: DirectoryService;
  readonly walls: WallsService;
  readonly reports: WallReports;
  readonly emit: Emit;
  readonly capture: () => Promise<Uint8Array>;
  readonly launchUrl: () => string | null;
  /** Ends the gateway's worker as a crash would, for tests that watch it come back. */
  readonly crashGateway: () => Promise<void>;
  /** Ends main as a programming error would, for tests of the traces that the client leaves. */
  readonly crashMain: (how: 'exception' | 'rejection' | 'endless-loop') => void;
  /** Asked for by `quit`, and when the other side closes our input. */
  readonly onQuit: () => void;
}

export class ControlService {
  readonly #options: ControlOptions;
  readonly #lines: ReturnType<typeof createInterface>;
  readonly #abort = new AbortController();

  constructor(options: ControlOptions) {
    this.#options = options;
    this.#lines = createInterface({ input: options.input });
    this.#lines.on('line', (line) => void this.#onLine(line));
    this.#lines.once('close', () => {
      if (!this.#abort.signal.aborted) options.onQuit();
    });
  }

  /** Reports to the other side that the client runs. */
  ready(facts: {
    readonly launchUrl: string | null;
    readonly host: string;
    readonly further: HostStart['further'];
  }): void {
    this.#write({ event: 'ready', ...facts, pid: process.pid });
  }

  /** Reports to the other side that main asks a question at this address, which works once. */
  dialog(url: string): void {
    this.#write({ event: 'dialog', url });
  }

  dispose(): void {
    this.#abort.abort();
    this.#lines.close();
    this.#options.input.destroy();
  }

  async #onLine(line: string): Promise<void> {
    if (line.trim() === '') return;
    const parsed = parseLine(line);
    try {
      if (!parsed.command) throw new AppError('ipc.invalid-input', 'not a command', { params: { detail: parsed.why } });
      this.#write({ event: 'done', id: parsed.id, value: await this.#run(parsed.command) });
    } catch (error) {
      this.#write({ event: 'done', id: parsed.id, error: toWireError(error) });
    }
    if (parsed.command?.do === 'quit') this.#options.onQuit();
  }

  async #run(asked: Command): Promise<unknown> {
    const { accounts, reports, capture } = this.#options;
    switch (asked.do) {
      case 'add-accounts':
        return await joinClouds(accounts, asked.clouds);
      case 'fill-wall':
        return await this.#fillWall(asked);
      case 'tiles':
        return (await reports.ask())?.tiles ?? [];
      case 'show-alarm':
        return this.#showAlarm(asked);
      case 'capture':
        await writeFile(asked.path, await capture());
        return null;
      case 'launch-url':
        return this.#options.launchUrl();
      case 'crash-gateway':
        await this.#options.crashGateway();
        return null;
      case 'crash-main':
        this.#options.crashMain(asked.how);
        return null;
      case 'quit':
        return null;
      default:
        return asked satisfies never;
    }
  }

  /** Puts a camera on the alarm tiles of every window. */
  #showAlarm({ camera, words, atMs }: Extract<Command, { do: 'show-alarm' }>): null {
    const channel = [...this.#options.directory.channels()].find(({ number }) => number === camera);
    if (!channel) throw new AppError('channel.not-found', 'no camera has this number', { params: { detail: camera } });
    this.#options.emit('alarm.show-wanted', { channelId: channel.id, atMs: atMs ?? Date.now(), words });
    return null;
  }

  /** Waits until every account asked for was read or has enough cameras, then deals them over the wall. */
  async #fillWall(asked: Extract<Command, { do: 'fill-wall' }>): Promise<Wall> {
    const { accounts, directory, walls } = this.#options;
    const { layout, skip = 0 } = asked;
    const vendors: readonly VendorId[] = asked.vendors ?? VENDOR_IDS;
    const count = tileCount(layout) + skip;
    const ids = accounts
      .list()
      .flatMap(({ id, vendor, isEnabled }) => (isEnabled && vendors.includes(vendor) ? [id] : []));
    const hands = await new Promise<readonly (readonly ChannelId[])[]>((resolve, reject) => {
      const stop = () => reject(cancelled('fill-wall'));
      const check = () => {
        const found = playable(directory.channels(), ids, count);
        const isRead = (id: AccountId) =>
          directory.states().some((s) => s.accountId === id && (s.phase === 'ready' || s.phase === 'failed'));
        if (!ids.every((id, i) => isRead(id) || found[i]?.length === count)) return;
        unlisten();
        this.#abort.signal.removeEventListener('abort', stop);
        resolve(found);
      };
      const unlisten = directory.onChanged(check);
      this.#abort.signal.addEventListener('abort', stop, { once: true });
      check();
    });
    const wall = walls.list()[asked.wall ?? 0];
    if (!wall) throw new AppError('wall.not-found', 'there is no such wall');
    const cameras = deal(hands, count).slice(skip);
    return walls.save({ ...wall, layout, tiles: wall.tiles.map((_, i) => cameras[i] ?? null) });
  }

  #write(message: object): void {
    this.#options.output.write(`${JSON.stringify(message)}\n`);
  }
}

type Parsed = { readonly id: string | null; readonly command: Command | null; readonly why: string };

function parseLine(line: string): Parsed {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { id: null, command: null, why: 'not JSON' };
  }
  const read = command.safeParse(raw);
  const id = raw !== null && typeof raw === 'object' && 'id' in raw && typeof raw.id === 'string' ? raw.id : null;
  return read.success ? { id, command: read.data, why: '' } : { id, command: null, why: z.prettifyError(read.error) };
}
