/**
 * The check of a bundle that was dropped on a window. The window has the files; main asks it for one piece after the
 * other and stores none. No path reaches main, so that a window cannot have main read anything.
 */
import { randomUUID } from 'node:crypto';
import type { DroppedBundle, DroppedStep } from '../../../preload/contract/exports.ts';
import type { EvidenceVerdict } from '../../../preload/domain/exports/evidence.ts';
import { cancelled } from '../../errors.ts';
import { openDroppedFolder, openDroppedZip, type BundleContent, type ReadPiece } from './bundle-entries.ts';
import { verifyContent } from './verify.ts';

interface Wish {
  readonly path: string | null;
  readonly fromByte: number;
  readonly toByte: number;
  readonly give: (bytes: Buffer) => void;
  readonly refuse: (reason: Error) => void;
}

export class DroppedChecks {
  readonly #knownKeys: () => Promise<ReadonlySet<string>>;
  /** One for each window. */
  readonly #checks = new Map<string, DroppedCheck>();

  constructor(knownKeys: () => Promise<ReadonlySet<string>>) {
    this.#knownKeys = knownKeys;
  }

  /** Begins a check; the one of this window before ends. @throws {AppError} `evidence.unreadable`, `cancelled`. */
  begin(bundle: DroppedBundle, windowId: string): Promise<DroppedStep> {
    this.onWindowGone(windowId);
    const check = new DroppedCheck(bundle, this.#knownKeys);
    this.#checks.set(windowId, check);
    return this.#next(check, windowId);
  }

  /**
   * @param base64 exactly the bytes that were asked for; null where the window cannot read them.
   * @throws {AppError} `cancelled` for a check that is over or of another window, `evidence.unreadable`.
   */
  give(checkId: string, base64: string | null, windowId: string): Promise<DroppedStep> {
    const check = this.#checks.get(windowId);
    if (check?.id !== checkId) return Promise.reject(cancelled('evidence.verify'));
    check.give(base64 === null ? null : Buffer.from(base64, 'base64'));
    return this.#next(check, windowId);
  }

  /** Ends a check of this window; an unknown id is no error. */
  end(checkId: string, windowId: string): void {
    if (this.#checks.get(windowId)?.id === checkId) this.onWindowGone(windowId);
  }

  onWindowGone(windowId: string): void {
    this.#checks.get(windowId)?.end();
    this.#checks.delete(windowId);
  }

  dispose(): void {
    for (const windowId of [...this.#checks.keys()]) this.onWindowGone(windowId);
  }

  async #next(check: DroppedCheck, windowId: string): Promise<DroppedStep> {
    let isOver = true;
    try {
      const step = await check.next();
      isOver = step.state === 'judged';
      return step;
    } finally {
      if (isOver) this.end(check.id, windowId);
    }
  }
}

class DroppedCheck {
  readonly id = randomUUID();
  readonly #name: string;
  readonly #abort = new AbortController();
  /** Pieces that the window is asked for, in this order. */
  readonly #wishes: Wish[] = [];
  /** How the judgement ended; null before. */
  #outcome: PromiseSettledResult<EvidenceVerdict> | null = null;
  #wake = Promise.withResolvers<undefined>();
  #progress = { readBytes: 0, totalBytes: 0 };

  constructor({ name, content }: DroppedBundle, knownKeys: () => Promise<ReadonlySet<string>>) {
    this.#name = name;
    void Promise.allSettled([this.#judge(content, knownKeys)]).then(([outcome]) => {
      this.#outcome = outcome;
      this.#wake.resolve(undefined);
    });
  }

  /** Waits for the next step of the window: a piece to read, or the verdict. */
  async next(): Promise<DroppedStep> {
    for (;;) {
      const [wish] = this.#wishes;
      if (wish !== undefined) {
        const { path, fromByte, toByte } = wish;
        return { state: 'asks', checkId: this.id, path, fromByte, toByte, ...this.#progress };
      }
      if (this.#outcome?.status === 'rejected') throw this.#outcome.reason;
      if (this.#outcome !== null) return { state: 'judged', name: this.#name, verdict: this.#outcome.value };
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
    }
  }

  /** @param bytes null where the window cannot read what is asked for. */
  give(bytes: Buffer | null): void {
    const wish = this.#wishes.shift();
    if (wish === undefined) return;
    if (bytes?.length === wish.toByte - wish.fromByte) wish.give(bytes);
    else wish.refuse(new Error('the window could not read this piece'));
  }

  end(): void {
    this.#abort.abort();
    for (const { refuse } of this.#wishes.splice(0)) refuse(cancelled('evidence.verify'));
  }

  async #judge(
    content: DroppedBundle['content'],
    knownKeys: () => Promise<ReadonlySet<string>>,
  ): Promise<EvidenceVerdict> {
    const known = await knownKeys();
    const opened: BundleContent =
      content.kind === 'zip'
        ? await openDroppedZip(content.sizeBytes, this.#read)
        : openDroppedFolder(content.files, this.#read);
    const onProgress = (readBytes: number, totalBytes: number): void => {
      this.#progress = { readBytes, totalBytes };
    };
    return await verifyContent(opened, { knownKeys: known, signal: this.#abort.signal, onProgress });
  }

  readonly #read: ReadPiece = (path, fromByte, toByte) =>
    new Promise((give, refuse) => {
      if (this.#abort.signal.aborted) return refuse(cancelled('evidence.verify'));
      this.#wishes.push({ path, fromByte, toByte, give, refuse });
      this.#wake.resolve(undefined);
    });
}
