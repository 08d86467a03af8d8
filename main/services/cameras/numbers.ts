/** Camera numbers that an administrator sets: one by one, in bulk and as a file that other desks read. */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { MAX_NUMBER_CHANGES, NUMBER_COLUMNS, spreadsheetText } from '../../../preload/domain/cameras/camera-numbers.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { nativePartOf, type AccountId, type ChannelId } from '../../../preload/domain/ids.ts';
import { VENDOR_CODES, type VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { csvOf, rowOf } from '../../../preload/domain/csv.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import type { DirectoryService } from './directory.ts';

interface NumberChange {
  readonly channelId: ChannelId;
  readonly number: number;
}

interface Piece {
  readonly batch: string;
  /** How many numbers the pieces before this one brought. */
  readonly from: number;
  readonly changes: readonly NumberChange[];
  readonly isLast: boolean;
}

interface HeldChange {
  readonly wanted: Map<ChannelId, number>;
  count: number;
}

interface Exported {
  readonly outcome: 'saved' | 'cancelled' | 'download';
  readonly suggestedName: string;
  readonly text: string;
  readonly count: number;
}

interface NumbersOptions {
  readonly directory: Pick<DirectoryService, 'channels' | 'renumber'>;
  readonly accountStore: {
    list(): readonly { readonly id: AccountId; readonly vendor: VendorId; readonly label: string }[];
  };
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

const FILE_NAME = 'camera-numbers.csv';
/** Lines between two looks at other events. */
const SLICE = 1_000;
/** Changes that wait for their next piece; each window makes one at a time. */
const MAX_HELD = 8;

export class NumbersService {
  readonly #options: NumbersOptions;
  /** The changes of which some pieces came so far, by batch; the newest last. */
  readonly #held = new Map<string, HeldChange>();
  #work: Promise<void> = Promise.resolve();

  constructor(options: NumbersOptions) {
    this.#options = options;
  }

  /**
   * Takes a piece; the last piece changes the numbers.
   *
   * @throws {AppError} `number.interrupted` where an earlier piece did not come, else as {@link DirectoryService.renumber}.
   */
  async set({ batch, from, changes, isLast }: Piece): Promise<void> {
    const held = from === 0 ? { wanted: new Map<ChannelId, number>(), count: 0 } : this.#held.get(batch);
    this.#held.delete(batch);
    if (held?.count !== from) throw new AppError('number.interrupted', 'a piece of the change is missing');
    for (const { channelId, number } of changes) held.wanted.set(channelId, number);
    held.count += changes.length;
    if (held.count > MAX_NUMBER_CHANGES) {
      throw new AppError('number.too-many', 'too many numbers', { params: { limit: MAX_NUMBER_CHANGES } });
    }
    if (!isLast) return this.#hold(batch, held);
    const mine = this.#work.catch(() => undefined).then(() => this.#options.directory.renumber(held.wanted));
    this.#work = mine;
    await mine;
  }

  #hold(batch: string, held: HeldChange): void {
    this.#held.set(batch, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > MAX_HELD && oldest !== undefined) this.#held.delete(oldest);
  }

  /** @throws {AppError} as {@link writeExport}. */
  async export(): Promise<Exported> {
    const { choosePath } = this.#options;
    const { text, count } = await this.#text();
    const answer = { suggestedName: FILE_NAME, text: '', count };
    if (!choosePath) return { ...answer, text, outcome: 'download' };
    const path = await choosePath({ suggestedName: FILE_NAME, extensions: ['csv'] });
    if (path === null) return { ...answer, outcome: 'cancelled' };
    await writeExport(path, text);
    this.#options.onSaved({ kind: 'numbers', channelId: null, path });
    return { ...answer, outcome: 'saved' };
  }

  async #text(): Promise<{ readonly text: string; readonly count: number }> {
    const accounts = new Map(this.#options.accountStore.list().map((account) => [account.id, account]));
    const channels = [...this.#options.directory.channels()].toSorted((a, b) => a.number - b.number);
    const lines = [rowOf(NUMBER_COLUMNS)];
    for (const channel of channels) {
      const account = accounts.get(channel.accountId);
      if (account) lines.push(lineOf(channel, account.vendor, account.label));
      if (lines.length % SLICE === 0) await yieldToEvents();
    }
    return { text: csvOf(lines), count: lines.length - 1 };
  }
}

function lineOf({ id, number, name }: NumberedChannel, vendor: VendorId, label: string): string {
  return rowOf([String(number), spreadsheetText(name), VENDOR_CODES[vendor], spreadsheetText(label), nativePartOf(id)]);
}
