/** Where a camera is used on this client: walls, sequences and bookmarks. */
import { useEffect, useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { channelOf } from '../../../preload/domain/walls/wall-tiles.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { closeDialog, goTo } from '../../state/page/navigation.ts';
import { useSequences } from '../../state/sequences/sequences.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { openTab } from '../../state/windows/window.ts';

export function DeviceUses({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const walls = useWalls((state) => state.walls);
  const sequences = useSequences((state) => state.sequences);
  const bookmarks = useBookmarkCount(channelId);
  const onWalls = walls.filter(({ tiles }) => tiles.some((content) => channelOf(content) === channelId));
  const inSequences = sequences.filter(({ steps }) =>
    steps.some(({ target }) => target.kind === 'camera' && target.channelId === channelId),
  );
  const isUnused = onWalls.length + inSequences.length === 0 && bookmarks === 0;
  return (
    <section className="devices-part" aria-label={t('devices.uses.title')}>
      <h3>{t('devices.uses.title')}</h3>
      {isUnused ? <p className="t2">{t('devices.uses.none')}</p> : null}
      <ul className="devices-lines">
        {onWalls.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              className="lnk"
              onClick={() => {
                closeDialog();
                goTo('live');
                openTab(id);
              }}
            >
              {t('devices.uses.wall', { name })}
            </button>
          </li>
        ))}
        {inSequences.map(({ id, name }) => (
          <li key={id}>{t('devices.uses.sequence', { name })}</li>
        ))}
        {bookmarks === null || bookmarks === 0 ? null : <li>{t('devices.uses.bookmarks', { count: bookmarks })}</li>}
      </ul>
    </section>
  );
}

/** Null while the bookmarks are read, or cannot be read. */
function useBookmarkCount(channelId: ChannelId): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const wanted = { query: '', channelIds: [channelId], range: null, after: null, limit: 1 };
    void request['bookmark.search'](wanted).then((answer) => {
      if (isCurrent && answer.ok) setCount(answer.value.total);
    });
    return () => {
      isCurrent = false;
    };
  }, [channelId]);
  return count;
}
