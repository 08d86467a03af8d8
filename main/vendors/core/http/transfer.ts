/** Files that go up or come down with a call: progress, limits, and where the bytes go. */
import { AppError } from '../../../errors.ts';
import type { Operation } from '../contract/contract.ts';
import type { FileReceiver } from './exchange.ts';

export interface TransferProgress {
  readonly direction: 'up' | 'down';
  readonly bytes: number;
  /** Null when the cloud does not say. */
  readonly totalBytes: number | null;
}

export interface Transfer {
  /** Takes the file that the cloud answers, in order. Without it the file is gathered into the answer. */
  readonly sink?: (chunk: Uint8Array) => void | Promise<void>;
  /** Longest file that a sink is given. */
  readonly maxFileBytes?: number;
  readonly onProgress?: (progress: TransferProgress) => void;
}

const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** The answer field that is a file, or null for an operation that answers data. */
export function fileFieldOf(operation: Operation): string | null {
  const [field] = operation.result;
  return operation.result.length === 1 && field?.type === 'file' ? field.name : null;
}

/** Receives the file of one attempt. */
export interface Reception extends FileReceiver {
  /** The bytes, unless a sink has them. */
  readonly gathered: () => Uint8Array | undefined;
  /** Whether a sink has received a part: then the attempt cannot be repeated. */
  readonly hasDelivered: () => boolean;
}

/** @param maxGatheredBytes limit where there is no sink. */
export function receive(transfer: Transfer, maxGatheredBytes: number): Reception {
  const { sink, onProgress, maxFileBytes = MAX_FILE_BYTES } = transfer;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  return {
    maxBytes: sink ? maxFileBytes : maxGatheredBytes,
    async take(chunk, totalBytes) {
      bytes += chunk.byteLength;
      if (sink) await deliver(sink, chunk);
      else chunks.push(chunk);
      onProgress?.({ direction: 'down', bytes, totalBytes });
    },
    gathered: () => (sink ? undefined : new Uint8Array(Buffer.concat(chunks))),
    hasDelivered: () => sink !== undefined && bytes > 0,
  };
}

async function deliver(sink: NonNullable<Transfer['sink']>, chunk: Uint8Array): Promise<void> {
  try {
    await sink(chunk);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('storage.write-failed', 'a received file cannot be kept', { params: { detail }, cause });
  }
}
