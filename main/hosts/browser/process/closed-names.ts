/**
 * Keeps the browser from looking names up. The proxy rules refuse what a page asks for, but WebRTC resolves the name of
 * a TURN server before it asks the proxy, and a name can carry data away. The profile therefore makes the browser look
 * names up over HTTPS alone, at an address where nobody answers; names below `localhost` need no look-up. A command
 * line flag would do the same, but the browser then shows a bar that warns of the flag. On a computer whose browser is
 * managed by a company, the browser follows the company instead.
 */
import { open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { log } from '../../../log.ts';
import { PRIVATE_FILE_MODE } from '../../../private-files.ts';

/** Listening at port 1 needs the rights of the system, and a certificate for an address that no authority gives. */
const NOWHERE = { mode: 'secure', templates: 'https://127.0.0.1:1/dns-query{?dns}' };
/** Far more than a browser writes there. */
const MAX_STATE_BYTES = 16 * 1024 * 1024;

/** Call before the browser starts; a browser that already runs with this profile has the setting. Never rejects. */
export async function closeNames(profileDir: string): Promise<void> {
  const file = join(profileDir, 'Local State');
  try {
    const state = await readState(file);
    if (JSON.stringify(state['dns_over_https']) === JSON.stringify(NOWHERE)) return;
    const fresh = `${file}.${process.pid}`;
    const handle = await open(fresh, 'w', PRIVATE_FILE_MODE);
    try {
      await handle.writeFile(JSON.stringify({ ...state, dns_over_https: NOWHERE }));
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    log.warn('the browser could not be told to look no names up', { error });
  }
}

/** A file that is missing, too large or not JSON counts as empty: the browser would start with an empty state too. */
async function readState(file: string): Promise<Readonly<Record<string, unknown>>> {
  const found = await stat(file).catch(() => null);
  if (found === null || found.size > MAX_STATE_BYTES) return {};
  try {
    const state: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof state === 'object' && state !== null ? (state as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
