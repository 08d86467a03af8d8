/** Host names of this computer that nobody can guess. */
import { randomBytes } from 'node:crypto';

/**
 * A host such as `0f…9c.localhost:40123`, with 128 random bits. Browsers lead every name below `localhost` to this
 * computer without asking a name server (RFC 6761), and keep cookies and storage apart by the whole name, whereas all
 * ports of `127.0.0.1` share their cookies.
 */
export function secretHost(port: number): string {
  return `${randomBytes(16).toString('hex')}.localhost:${port}`;
}
