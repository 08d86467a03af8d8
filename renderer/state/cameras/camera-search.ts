/**
 * Search over all cameras by name, number or group. The index is one lower-case line per camera, built once per content
 * of an account and kept while that content lives, so a key stroke only compares strings.
 */
import type { NumberedChannel, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { OrgNodeId } from '../../../preload/domain/ids.ts';
import { yieldToEvents, SLICE } from '../page/yield-to-events.ts';
import { lineTest, termsOf, type Matches, type SearchHow } from '../page/name-search.ts';
import { initialsOf } from '../page/pinyin.ts';
import type { AccountDirectory, DirectoryView } from './directory-merge.ts';

const SEPARATOR = '\u0000';
const indexes = new WeakMap<AccountDirectory, readonly string[]>();

/** One line per channel of `part`, in its order: number, name, the names of the groups above, the initials of a Chinese name. */
export function indexOf(part: AccountDirectory): readonly string[] {
  const known = indexes.get(part);
  if (known !== undefined) return known;
  const index = linesOf(part.channels, groupPaths(part.groups));
  indexes.set(part, index);
  return index;
}

/** Builds the index ahead of the first query, a slice at a time. */
export async function prepareIndex(part: AccountDirectory): Promise<void> {
  const index: string[] = [];
  const paths = groupPaths(part.groups);
  for (let from = 0; from < part.channels.length && !indexes.has(part); from += SLICE) {
    index.push(...linesOf(part.channels.slice(from, from + SLICE), paths));
    await yieldToEvents();
  }
  if (!indexes.has(part)) indexes.set(part, index);
}

function linesOf(channels: readonly NumberedChannel[], pathOf: PathOf): string[] {
  return channels.map((channel) => {
    const path = pathOf(channel.orgNodeId);
    const initials = initialsOf(channel.name);
    const names = `${channel.number}${SEPARATOR}${channel.name.toLowerCase()}${SEPARATOR}${path}`;
    return initials === '' ? names : `${names}${SEPARATOR}${initials}`;
  });
}

type PathOf = (id: OrgNodeId | null) => string;

/** The path of a group is made when a camera asks for it first: an account can have thousands of recorders. */
function groupPaths(groups: readonly OrgNode[]): PathOf {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const paths = new Map<OrgNodeId, string>();
  const pathOf = (id: OrgNodeId | null, depth: number): string => {
    const group = id === null ? undefined : byId.get(id);
    // The depth bound keeps a tree that a cloud made circular from hanging the page.
    if (group === undefined || depth > 32) return '';
    const known = paths.get(group.id);
    if (known !== undefined) return known;
    const above =
      group.parentId !== null && byId.has(group.parentId) ? `${pathOf(group.parentId, depth + 1)}${SEPARATOR}` : '';
    const path = `${above}${group.name.toLowerCase()}`;
    paths.set(group.id, path);
    return path;
  };
  return (id) => pathOf(id, 0);
}

/** Whether a camera's index line has every term. */
export function isMatch(line: string, terms: readonly string[]): boolean {
  return terms.every((term) => line.includes(term));
}

/** The best `limit` cameras for a query: exact number first, then numbers and names that begin with it, then the rest. */
export function searchCameras(view: DirectoryView, query: string, limit: number): readonly NumberedChannel[] {
  return matchCameras(view, query, { limit }).found;
}

/** The same, with the count of all matches. */
export function matchCameras(view: DirectoryView, query: string, how: SearchHow): Matches<NumberedChannel> {
  const terms = termsOf(query);
  const whole = query.trim().toLowerCase();
  if (terms.length === 0) return { found: [], total: 0 };
  const { limit, isForgiving } = how;
  const matches = lineTest(terms, isForgiving);
  let total = 0;
  const buckets: [NumberedChannel[], NumberedChannel[], NumberedChannel[]] = [[], [], []];
  for (const part of view.parts) {
    const index = indexOf(part);
    for (let i = 0; i < index.length; i += 1) {
      const line = index[i] ?? '';
      const channel = part.channels[i];
      if (channel === undefined || !matches(line)) continue;
      total += 1;
      const nameAt = line.indexOf(SEPARATOR) + 1;
      const isNumber = nameAt === whole.length + 1 && line.startsWith(whole);
      const isPrefix = line.startsWith(whole) || line.startsWith(whole, nameAt);
      const bucket = buckets[isNumber ? 0 : isPrefix ? 1 : 2];
      if (bucket.length < limit) bucket.push(channel);
    }
  }
  return { found: buckets.flat().slice(0, limit), total };
}

export function channelOfNumber(view: DirectoryView, number: number): NumberedChannel | null {
  for (const part of view.parts) {
    const found = part.channels.find((channel) => channel.number === number);
    if (found !== undefined) return found;
  }
  return null;
}
