/** Shows a file of this run in the file manager. */
import { lstat } from 'node:fs/promises';
import { AppError } from '../../errors.ts';

/**
 * @param path of a file that the client saved; null where the client saved no such file.
 * @param reveal of the host, or null where the host cannot.
 * @throws {AppError} `input.invalid-field` where the file is not there any more: what took its place, such as a link, is not
 *   shown. `cloud.not-supported` where the host shows no folders.
 */
export async function revealFile(path: string | null, reveal: ((path: string) => void) | null): Promise<void> {
  const gone = { params: { field: 'fileId', detail: 'gone' } };
  if (path === null) throw new AppError('input.invalid-field', 'no such file', gone);
  if (reveal === null) throw new AppError('cloud.not-supported', 'this host shows no folders');
  const found = await lstat(path).catch(() => null);
  if (found?.isFile() !== true) throw new AppError('input.invalid-field', 'the file is not there any more', gone);
  reveal(path);
}
