/** Files in single calls: a path stands for a file that goes up, and a downloaded file is described as text. */
import { openAsBlob } from 'node:fs';
import path from 'node:path';
import type { CatalogueEntry } from '../main/vendors/core/contract/catalogue.ts';

type Params = Readonly<Record<string, unknown>>;

/**
 * The parameters with every file opened; it is read while it is sent.
 *
 * @throws {RangeError} naming the parameter and the path that cannot be opened.
 */
export async function openFiles(entry: CatalogueEntry, params: Params): Promise<Params> {
  const opened: Record<string, unknown> = { ...params };
  for (const { name, type } of entry.operation.params) {
    const file = params[name];
    if (type !== 'file' || typeof file !== 'string') continue;
    try {
      opened[name] = new File([await openAsBlob(file)], path.basename(file));
    } catch (cause) {
      throw new RangeError(`${name} takes the path of a file; ${JSON.stringify(file)} cannot be opened`, { cause });
    }
  }
  return opened;
}

/**
 * Shows values that JSON cannot hold: a file to send by its name and size, a received file by its bytes, a bigint by
 * its digits.
 */
export function shown(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof File) return `${value.name} (${value.size} bytes)`;
  if (value instanceof Uint8Array) return { bytes: value.byteLength, base64: Buffer.from(value).toString('base64') };
  return value;
}
