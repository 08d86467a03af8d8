/** Where the lock of a data folder listens: only at places where no other user of the computer can create a file. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../errors.ts';

/** Linux allows 107 bytes of path for a local socket, macOS 103. */
const MAX_SOCKET_PATH_BYTES = 100;

interface Places {
  readonly platform: NodeJS.Platform;
  readonly runtimeDir: string | undefined;
  readonly homeDir: string;
  readonly tempDir: string;
  /** Whether the folder is there and nobody but this user may use it. */
  readonly isPrivate: (dir: string) => boolean;
}

const placesOfThisComputer = (): Places => ({
  platform: process.platform,
  runtimeDir: process.env['XDG_RUNTIME_DIR'],
  homeDir: homedir(),
  tempDir: tmpdir(),
  isPrivate,
});

function isPrivate(dir: string): boolean {
  const found = statSync(dir, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}

/**
 * Inside the data folder where the system's limit on socket paths allows it, else in the user's folder for sockets, and
 * else in the home folder, where others may look but not write. Never in a folder that all users share: another user
 * could listen there first, and would keep the client from starting and hear its links.
 *
 * @throws {AppError} `storage.no-access` where every place has too long a path.
 */
export function instanceAddress(dataDir: string, places: Places = placesOfThisComputer()): string {
  const { platform, runtimeDir, homeDir, tempDir } = places;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  if (platform === 'win32') return `\\\\.\\pipe\\lanner-${name}`;
  const inside = join(dataDir, 'instance.sock');
  const shared = [runtimeDir, tempDir] // on macOS the folder for temporary files belongs to the user
    .filter((dir) => dir !== undefined && places.isPrivate(dir))
    .map((dir) => join(dir ?? '', `lanner-${name}.sock`));
  const fitting = [inside, ...shared, join(homeDir, `.lanner-${name}.sock`)].find(
    (path) => Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES,
  );
  if (fitting !== undefined) return fitting;
  const detail = `a path of at most ${MAX_SOCKET_PATH_BYTES} bytes`;
  throw new AppError('storage.no-access', `${dataDir} has too long a path`, { params: { folder: dataDir, detail } });
}
