/**
 * Links of the client: `lanner://camera/<id>` and `lanner://wall/<id>`. They name what to show and carry nothing else: no
 * address, no key and no token, so that they may be mailed. Ids belong to one client and mean nothing to another.
 */
import { asWallId, channelRefOf, type ChannelId, type WallId } from './ids.ts';

export type Link =
  { readonly kind: 'camera'; readonly channelId: ChannelId } | { readonly kind: 'wall'; readonly wallId: WallId };

/** The problem of a link: another kind of address, an id that is missing or unusable, extra parts, or too long. */
export type LinkProblem = 'kind' | 'id' | 'extra' | 'long';

export type ParsedLink = { readonly link: Link } | { readonly problem: LinkProblem };

/** The scheme that the system opens this client for. The page has a scheme of its own, so that no link is an address of the page. */
export const LINK_SCHEME = 'lanner';
const SCHEME = `${LINK_SCHEME}://`;
export const MAX_LINK = 1_000;

export const cameraLink = (id: ChannelId): string => `${SCHEME}camera/${encodeURIComponent(id)}`;
export const wallLink = (id: WallId): string => `${SCHEME}wall/${encodeURIComponent(id)}`;

/** Whether a text means to be a link of this client, right or wrong. */
export function isLinkText(text: string): boolean {
  return text.trimStart().slice(0, 'lanner:'.length).toLowerCase() === 'lanner:';
}

/** The link in a text that was copied with more around it, such as the name of the camera; null where none is. */
export function linkIn(text: string): string | null {
  return /lanner:\/\/\S*|^\s*lanner:\S*/i.exec(text)?.[0].trim() ?? null;
}

export function parseLink(text: string): ParsedLink {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LINK) return { problem: 'long' };
  const match = /^lanner:\/\/([^/?#]*)(?:\/([^/?#]*))?((?:[/?#].*)?)$/is.exec(trimmed);
  const [, kind = '', id = '', rest = ''] = match ?? [];
  const name = kind.toLowerCase();
  if (name !== 'camera' && name !== 'wall') return { problem: 'kind' };
  // Some programs put a slash behind every address.
  if (rest !== '' && rest !== '/') return { problem: 'extra' };
  const plain = decoded(id);
  if (plain === null || plain === '') return { problem: 'id' };
  if (name === 'wall') return /^[\w-]{1,64}$/.test(plain) ? { link: wallOf(plain) } : { problem: 'id' };
  return isChannelId(plain) ? { link: { kind: 'camera', channelId: plain } } : { problem: 'id' };
}

const wallOf = (id: string): Link => ({ kind: 'wall', wallId: asWallId(id) });

function isChannelId(text: string): text is ChannelId {
  try {
    channelRefOf(text as ChannelId);
    return true;
  } catch {
    return false; // not made of an account, a device and a channel, or not decodable
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a lone percent sign
  }
}
