/** The name of the person who uses this computer, for notes of who allowed something. */
import os from 'node:os';

/** Systems without an entry for the user have no name to give. */
export function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return '';
  }
}
