/**
 * The files of workbooks: those that a window brings piece by piece, and those that a cloud answers. They may contain
 * passwords, so they are in memory while they pass, and nowhere else but in the file that the user chose, which is for
 * this user alone.
 */
import { basename } from 'node:path';
import { MAX_PIECE_BYTES, MAX_WORKBOOK_BYTES } from '../../../preload/domain/bounds.ts';
import type { BroughtWorkbook, SavedWorkbook } from '../../../preload/contract/onboarding-workbooks.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { isOfAccount, type AccountId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { log } from '../../log.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { WorkbookPort } from '../../ports/workbooks.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { withinLimit } from '../shared/time-limit.ts';
import type { NewImport, WorkbookImports } from './workbook-imports.ts';

interface FileOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'workbooks'>> };
  readonly imports: Pick<WorkbookImports, 'send' | 'find'>;
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

type Piece = Omit<NewImport, 'file'> & { readonly base64: string; readonly at: number; readonly isLast: boolean };
type FileOrder = Input<'onboarding.saveWorkbook'>;

interface Wish {
  readonly accountId: AccountId;
  readonly suggestedName: string;
  readonly ask: (port: WorkbookPort, signal: AbortSignal) => Promise<readonly Uint8Array[]>;
}

/** A list of all devices has some megabytes. */
const FILE_LIMIT_MS = 5 * 60_000;

export class WorkbookFiles {
  readonly #options: FileOptions;
  readonly #disposed = new AbortController();
  /** By window: one file at a time is asked for. */
  readonly #asking = new Map<string, { readonly accountId: AccountId; readonly stop: AbortController }>();
  /** By window: one file at a time is brought. */
  readonly #brought = new Map<string, { readonly pieces: Buffer[]; bytes: number }>();
  /** By window: a file that the window has not taken yet. */
  readonly #kept = new Map<string, { readonly accountId: AccountId; readonly bytes: Buffer; takenBytes: number }>();

  constructor(options: FileOptions) {
    this.#options = options;
  }

  /**
   * The first piece of another file takes the place of this one.
   *
   * @throws {AppError} `ipc.invalid-input` for a piece that does not follow the one before it, and for one before the last that is
   *   not `MAX_PIECE_BYTES` long; as `send` of the imports.
   */
  async bring({ base64, at, isLast, ...order }: Piece, windowId: string): Promise<BroughtWorkbook> {
    if (at === 0) this.#brought.set(windowId, { pieces: [], bytes: 0 });
    const brought = this.#brought.get(windowId);
    if (brought === undefined || at !== brought.bytes)
      throw new AppError('ipc.invalid-input', 'a piece of a file that does not follow the one before it');
    const piece = Buffer.from(base64, 'base64');
    // Pieces of a few bytes would need more memory than the file.
    if (!isLast && piece.length !== MAX_PIECE_BYTES)
      throw new AppError('ipc.invalid-input', 'a piece that is not full');
    brought.pieces.push(piece);
    brought.bytes += piece.length;
    const isTooLarge = brought.bytes > MAX_WORKBOOK_BYTES;
    if (!isLast && !isTooLarge) return { outcome: 'more', reason: null, error: null };
    this.#brought.delete(windowId);
    const answer = await this.#options.imports.send({ ...order, file: Buffer.concat(brought.pieces) });
    if (answer.state === 'accepted') return { outcome: 'accepted', reason: null, error: null };
    return { outcome: answer.state, reason: answer.reason, error: answer.error };
  }

  /**
   * Asks where the file goes, then the cloud for it. Another file that the window asks for takes the place of this one.
   *
   * @throws {AppError} `onboarding.no-import`, `input.invalid-field`, `cloud.not-supported`, `account.*`, what the cloud refused,
   *   `storage.*`; `cancelled` where the window or the account is gone meanwhile. Nothing is written then.
   */
  async save(order: FileOrder, windowId: string): Promise<SavedWorkbook> {
    const { choosePath, onSaved } = this.#options;
    const { accountId, suggestedName, ask } = this.#wish(order);
    const path = choosePath === null ? null : await choosePath({ suggestedName, extensions: ['xlsx'] });
    if (path === null && choosePath !== null) return { outcome: 'cancelled', name: suggestedName };
    const pieces = await this.#asked(windowId, accountId, ask);
    log.audit('a workbook of a cloud was saved', { accountId, file: order.file });
    if (path === null) {
      this.#kept.set(windowId, { accountId, bytes: Buffer.concat(pieces), takenBytes: 0 });
      return { outcome: 'download', name: suggestedName };
    }
    await writeExport(path, buffersOf(pieces));
    onSaved({ kind: 'devices', channelId: null, path });
    return { outcome: 'saved', name: basename(path) };
  }

  /**
   * The next piece of a file that the page saves by itself. A file that was taken is forgotten.
   *
   * @param fromByte where the pieces before ended. @throws {AppError} `ipc.invalid-input` for another place.
   */
  take(windowId: string, fromByte: number): { readonly base64: string; readonly isLast: boolean } {
    const kept = this.#kept.get(windowId);
    if (kept === undefined || fromByte !== kept.takenBytes)
      throw new AppError('ipc.invalid-input', 'no such piece of a file waits for this window');
    const piece = kept.bytes.subarray(fromByte, fromByte + MAX_PIECE_BYTES);
    kept.takenBytes += piece.length;
    const isLast = kept.takenBytes === kept.bytes.length;
    if (isLast) this.#kept.delete(windowId);
    return { base64: piece.toString('base64'), isLast };
  }

  onWindowGone(windowId: string): void {
    this.#asking.get(windowId)?.stop.abort();
    this.#brought.delete(windowId);
    this.#kept.delete(windowId);
  }

  onAccountRemoved(accountId: AccountId): void {
    for (const asking of this.#asking.values()) if (asking.accountId === accountId) asking.stop.abort();
    for (const [windowId, kept] of this.#kept) if (kept.accountId === accountId) this.#kept.delete(windowId);
  }

  dispose(): void {
    this.#disposed.abort();
    this.#brought.clear();
    this.#kept.clear();
  }

  /** A window that goes takes its question along: nobody would take the file. */
  async #asked(windowId: string, accountId: AccountId, ask: Wish['ask']): Promise<readonly Uint8Array[]> {
    this.#asking.get(windowId)?.stop.abort();
    const asking = { accountId, stop: new AbortController() };
    this.#asking.set(windowId, asking);
    const ends = AbortSignal.any([this.#disposed.signal, asking.stop.signal]);
    try {
      return await withinLimit(ends, FILE_LIMIT_MS, async (signal) => {
        const { workbooks } = await this.#options.sessions.of(accountId);
        if (workbooks === undefined) throw new AppError('cloud.not-supported', 'this cloud has no workbooks');
        return await ask(workbooks, signal);
      });
    } finally {
      if (this.#asking.get(windowId) === asking) this.#asking.delete(windowId);
    }
  }

  #wish(order: FileOrder): Wish {
    switch (order.file) {
      case 'template': {
        const { accountId, kind } = order;
        const suggestedName = `device-template-${kind}.xlsx`;
        return { accountId, suggestedName, ask: (port, signal) => port.template(kind, signal) };
      }
      case 'result': {
        const { id, accountId } = this.#options.imports.find(order.id);
        const suggestedName = 'device-import-result.xlsx';
        return { accountId, suggestedName, ask: (port, signal) => port.result(id, signal) };
      }
      case 'list': {
        const { accountId, groupId } = order;
        if (groupId !== null && !isOfAccount(groupId, accountId)) throw foreignGroup();
        return { accountId, suggestedName: 'devices.xlsx', ask: (port, signal) => port.list(groupId, signal) };
      }
      default:
        return order satisfies never;
    }
  }
}

async function* buffersOf(pieces: readonly Uint8Array[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
}

function foreignGroup(): AppError {
  const params = { field: 'groupId', detail: 'gone' };
  return new AppError('input.invalid-field', 'a group of another account', { params });
}
