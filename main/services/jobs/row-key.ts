import { createHash } from 'node:crypto';

const KEY_CHARS = 32;

/**
 * The stored form of an external id: the start of the SHA-256 of the hash of the file and the id. The same id of another file has
 * another key.
 */
export const rowKey = (fileHash: string, externalId: string): string =>
  createHash('sha256').update(`${fileHash}\n${externalId}`, 'utf8').digest('hex').slice(0, KEY_CHARS);
