/** Writes the files of exports: whole or not at all, for the user alone. */
import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileFailure, PRIVATE_FILE_MODE } from '../../file-failures.ts';

/**
 * Takes the place of a file that is there already. An end of the client in the middle leaves that file as it was.
 *
 * @param path absolute; a person chose it in a dialog.
 * @param content an `AppError` that it throws is thrown as it is.
 * @throws {AppError} `storage.full`, `storage.no-access`, `storage.write-failed`.
 */
export async function writeExport(path: string, content: string | AsyncIterable<Buffer>): Promise<void> {
  const folder = dirname(path);
  const part = join(folder, `.lanner-${randomUUID()}.part`);
  try {
    await writeFile(part, content, { mode: PRIVATE_FILE_MODE, flag: 'wx', flush: true });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {}); // the folder may be gone
    throw fileFailure(error, folder);
  }
}
