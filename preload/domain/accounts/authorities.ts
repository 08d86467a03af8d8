/** Finds certificates of authorities in a file, before anything of their contents is known. */
import { MAX_AUTHORITIES_PER_FILE, MAX_CERTIFICATE_CHARS } from '../bounds.ts';

const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----\r?\n[A-Za-z0-9+/=\r\n]+-----END \1-----/g;

type AuthorityProblem = 'no-certificate' | 'private-key' | 'too-many' | 'too-large';

/**
 * The PEM blocks of certificates in a text. Words between blocks, as some tools print them, are left out.
 *
 * @returns a problem where the text holds no certificate, a private key, more than MAX_AUTHORITIES_PER_FILE certificates, or
 *   one that is larger than any authority's.
 */
export function certificateBlocks(text: string): readonly string[] | AuthorityProblem {
  if (/-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(text)) return 'private-key';
  const blocks = [...text.matchAll(BLOCK)].filter(([, label]) => label === 'CERTIFICATE').map(([block]) => block);
  if (blocks.length === 0) return 'no-certificate';
  if (blocks.length > MAX_AUTHORITIES_PER_FILE) return 'too-many';
  return blocks.some((block) => block.length > MAX_CERTIFICATE_CHARS) ? 'too-large' : blocks;
}
