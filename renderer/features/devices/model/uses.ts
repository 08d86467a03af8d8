/** Where cameras are used on this client: walls, sites, sequences and bookmarks. */
import { useEffect, useState } from 'react';
import type { ChannelId, WallId } from '../../../../preload/domain/ids.ts';
import type { Sequence, StepTarget } from '../../../../preload/domain/sequences.ts';
import { subtreeOf, type Site } from '../../../../preload/domain/cameras/sites.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { channelOf } from '../../../../preload/domain/walls/wall-tiles.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { request } from '../../../page/bridge.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { useSites } from '../../../state/cameras/sites.ts';
import { camerasOfGroup } from '../../../state/sequences/sequences-frames.ts';
import { useSequences } from '../../../state/sequences/sequences.ts';
import { useWalls } from '../../../state/walls/walls.ts';

/** Main looks for bookmarks by at most this many cameras at a time. */
const CAMERAS_PER_SEARCH = 64;

export interface Uses {
  readonly walls: readonly Wall[];
  readonly sites: readonly Site[];
  /** Those that show one of the cameras: by itself, or by a site or a wall that it is in. */
  readonly sequences: readonly Sequence[];
  /** Those that show one of the cameras by its group in the cloud alone. */
  readonly groupSequences: readonly Sequence[];
  /** Bookmarks with one of the cameras at least; null while they are read. They are not counted for too many cameras. */
  readonly bookmarks: number | 'not-counted' | null;
}

export function useUses(channelIds: readonly ChannelId[]): Uses {
  const ids = new Set(channelIds);
  const walls = useWalls((state) => state.walls);
  const sequences = useSequences((state) => state.sequences);
  const { sites, cameras } = useSites();
  const { parts } = useDirectory((state) => state.view);
  const isOfThem = (id: ChannelId | null): boolean => id !== null && ids.has(id);
  const usedWalls = walls.filter(({ tiles }) => tiles.some((content) => isOfThem(channelOf(content))));
  const wallIds = new Set<WallId>(usedWalls.map(({ id }) => id));
  const isShownBy = (target: StepTarget): boolean => {
    switch (target.kind) {
      case 'camera':
        return ids.has(target.channelId);
      case 'site':
        return subtreeOf(sites, target.siteId).some(({ id }) => cameras.get(id)?.channelIds.some(isOfThem) === true);
      case 'group':
        return camerasOfGroup(target.groupId, { parts, isPending: () => false })?.some(isOfThem) === true;
      case 'wall':
        return wallIds.has(target.wallId);
      default:
        return target satisfies never;
    }
  };
  const shows = ({ steps }: Sequence, isByGroup: boolean): boolean =>
    steps.some(({ target }) => (target.kind === 'group') === isByGroup && isShownBy(target));
  return {
    walls: usedWalls,
    sites: sites.filter(({ id }) => cameras.get(id)?.channelIds.some(isOfThem) === true),
    sequences: sequences.filter((one) => shows(one, false)),
    groupSequences: sequences.filter((one) => shows(one, true) && !shows(one, false)),
    bookmarks: useBookmarkCount(channelIds),
  };
}

function useBookmarkCount(channelIds: readonly ChannelId[]): Uses['bookmarks'] {
  const [count, setCount] = useState<Uses['bookmarks']>(null);
  const key = channelIds.join(' ');
  useEffect(() => {
    const asked = key.split(' ').filter(Boolean) as ChannelId[];
    if (asked.length === 0 || asked.length > CAMERAS_PER_SEARCH) return undefined;
    let isCurrent = true;
    const wanted = { query: '', channelIds: asked, range: null, after: null, limit: 1 };
    void request['bookmark.search'](wanted).then((answer) => {
      if (isCurrent) setCount(answer.ok ? answer.value.total : 'not-counted');
    });
    return () => {
      isCurrent = false;
      setCount(null);
    };
  }, [key]);
  return channelIds.length > CAMERAS_PER_SEARCH ? 'not-counted' : count;
}

/** Null where no bookmark is known. */
export function bookmarkWords(t: Text, bookmarks: Uses['bookmarks']): string | null {
  if (bookmarks === null || bookmarks === 0) return null;
  return bookmarks === 'not-counted'
    ? t('devices.uses.bookmarksNotCounted')
    : t('devices.uses.bookmarks', { count: bookmarks });
}
