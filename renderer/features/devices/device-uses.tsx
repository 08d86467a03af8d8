/** Where a camera is used on this client: walls, sites, sequences and bookmarks. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { closeDialog, goTo } from '../../state/page/navigation.ts';
import { askReplacement } from './model/replacing.ts';
import { openTab } from '../../state/windows/window.ts';
import { bookmarkWords, useUses } from './model/uses.ts';

export function DeviceUses({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const { walls: onWalls, sites, sequences, groupSequences, bookmarks } = useUses([channelId]);
  const inSequences = [...sequences, ...groupSequences];
  const isListed = useDirectory((state) => state.view.byId.has(channelId));
  const marks = bookmarkWords(t, bookmarks);
  const isUnused = onWalls.length + sites.length + inSequences.length === 0 && bookmarks === 0;
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
        {sites.map(({ id, name }) => (
          <li key={id}>{t('devices.uses.site', { name })}</li>
        ))}
        {inSequences.map(({ id, name }) => (
          <li key={id}>{t('devices.uses.sequence', { name })}</li>
        ))}
        {marks === null ? null : <li>{marks}</li>}
      </ul>
      {isListed ? (
        <button type="button" className="lnk" onClick={() => askReplacement(channelId)}>
          {t('devices.replace.open')}
        </button>
      ) : null}
    </section>
  );
}
