import type { ActionId } from '../../state/actions/shortcut-table.ts';
import { useText } from '../../i18n/i18n.ts';
import { runAction } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import type { IconName } from '../../ui/icons/names.ts';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import { useSession } from './model/session.ts';

/** The moment, and the ways to another moment. */
export function TransportBar() {
  const t = useText();
  const atMs = useSession((state) => state.atMs);
  return (
    <div className="tb playback-transport" role="toolbar" aria-label={t('playback.transport')}>
      <time className="playback-moment">
        {atMs === null ? t('playback.noMoment') : stampWords(operatorZone(), atMs)}
      </time>
      <i className="vr" />
      <Way id="playback.previousSpan" icon="rev" label={t('playback.names.actions.playback.previousSpan')} />
      <Way id="playback.back30" icon="back30" label={t('playback.names.actions.playback.back30')} />
      <Way id="playback.forward30" icon="fwd30" label={t('playback.names.actions.playback.forward30')} />
      <Way id="playback.nextSpan" icon="ff" label={t('playback.names.actions.playback.nextSpan')} />
      <span className="grow" />
      <button type="button" className="btn sm" data-action="app.live" onClick={() => goTo('live')}>
        <Icon name="live" size={14} />
        {t('playback.toLive')}
      </button>
    </div>
  );
}

function Way({ id, icon, label }: { readonly id: ActionId; readonly icon: IconName; readonly label: string }) {
  return <IconButton icon={icon} {...useAction(label, id)} onClick={() => void runAction(id)} />;
}
