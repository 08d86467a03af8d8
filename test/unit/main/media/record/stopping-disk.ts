/** The real disk, which reports each of its operations before and after, so that a test can stop a process there. */
import { realDisk, type DiskFile, type ExportDisk } from '../../../../../main/media/record/export-disk.ts';

/** Called around each operation that changes the disk. @throws to make the operation fail. */
export type Watch = (operation: string, when: 'before' | 'half' | 'after') => void | Promise<void>;

const fileOf = (file: DiskFile, watch: Watch): DiskFile => {
  const around = async (operation: string, work: () => Promise<void>): Promise<void> => {
    await watch(operation, 'before');
    await work();
    await watch(operation, 'after');
  };
  return {
    ...file,
    write: async (bytes, at) => {
      await watch('write', 'before');
      const half = Math.floor(bytes.length / 2);
      await file.write(bytes.subarray(0, half), at);
      await watch('write', 'half');
      await file.write(bytes.subarray(half), at + half);
      await watch('write', 'after');
    },
    truncate: (bytes) => around('truncate', () => file.truncate(bytes)),
    sync: () => around('sync', () => file.sync()),
  };
};

export function watchedDisk(watch: Watch): ExportDisk {
  const around = async (operation: string, work: () => Promise<void>): Promise<void> => {
    await watch(operation, 'before');
    await work();
    await watch(operation, 'after');
  };
  return {
    ...realDisk,
    open: async (path, mode) => {
      await watch('open', 'before');
      const file = await realDisk.open(path, mode);
      try {
        await watch('open', 'after');
      } catch (error) {
        await file.close();
        throw error;
      }
      return fileOf(file, watch);
    },
    publish: (from, to) => around('publish', () => realDisk.publish(from, to)),
    remove: (path) => around('remove', () => realDisk.remove(path)),
    syncFolder: (path) => around('sync-folder', () => realDisk.syncFolder(path)),
  };
}
