/** A file in memory, for tests of what reads and writes files of exports. */
import type { DiskFile } from '../../../../../main/media/record/export-disk.ts';

/** @param onRead called with the number of bytes that were asked for. */
export function memoryFile(bytes: Buffer, onRead: (asked: number) => void = () => {}): DiskFile {
  return {
    read: (into, at) => {
      onRead(into.length);
      return Promise.resolve(bytes.copy(into, 0, at));
    },
    write: (written, at) => {
      written.copy(bytes, at);
      return Promise.resolve();
    },
    size: () => Promise.resolve(bytes.length),
    truncate: () => Promise.resolve(),
    sync: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
