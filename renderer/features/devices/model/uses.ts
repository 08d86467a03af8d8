/** Where cameras are used on this client: walls, sites, sequences and bookmarks. */
import { useEffect, useState } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Sequence } from '../../../../preload/domain/sequences.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { channelOf } from '../../../../preload/domain/walls/wall-tiles.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { request } from '../../../page/bridge.ts';
import { useSites } from '../../../state/cameras/sites.ts';
import { useSequences } from '../../../state/sequences/sequences.ts';
import { useWalls } from '../../../state/walls/walls.ts';

/** Main looks for bookmarks by at most this many cameras at a time. */
const CAMERAS_PER_SEARCH = 64;

export interface Uses {
  readonly walls: readonly Wall[];
  readonly sites: readonly Site[];
  readonly sequences: readonly Sequence[];
  /** Bookmarks with one of the cameras at least; null while they are read. They are not counted for too many cameras. */
  readonly bookmarks: number | 'not-counted' | null;
}

export function useUses(channelIds: readonly ChannelId[]): Uses {
  const ids = new Set(channelIds);
  const walls = useWalls((state) => state.walls);
  const sequences = useSequences((state) => state.sequences);
  const { sites, cameras } = useSites();
  const isOfThem = (id: ChannelId | null): boolean => id !== null && ids.has(id);
  return {
    walls: walls.filter(({ tiles }) => tiles.some((content) => isOfThem(channelOf(content)))),
    sites: sites.filter(({ id }) => cameras.get(id)?.channelIds.some(isOfThem) === true),
    sequences: sequences.filter(({ steps }) =>
      steps.some(({ target }) => target.kind === 'camera' && ids.has(target.channelId)),
    ),
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
