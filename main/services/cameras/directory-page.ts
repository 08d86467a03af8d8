/** A directory in pages, as windows ask for it. */
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { DirectoryContent } from './directory-reading.ts';

/**
 * @param cursor `next` of the page before; null for the beginning. Pages begin anew where the directory changed meanwhile.
 * @param limit how many groups and how many channels.
 */
export function pageOf(
  content: DirectoryContent<NumberedChannel>,
  revision: number,
  { cursor, limit }: { readonly cursor: string | null; readonly limit: number },
): DirectoryPage {
  const [asked, offset] = (cursor ?? '').split('.').map(Number);
  const from = asked === revision && Number.isSafeInteger(offset) ? Number(offset) : 0;
  const to = from + limit;
  const isLast = to >= content.groups.length && to >= content.channels.length;
  return {
    revision,
    groups: content.groups.slice(from, to).map((group) => ({ ...group })),
    channels: content.channels.slice(from, to).map((c) => ({ ...c, capabilities: [...c.capabilities] })),
    next: isLast ? null : `${revision}.${to}`,
  };
}
