import type { WallId } from '../../../preload/domain/ids.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { useAction, useActionProps, useLabel } from '../../state/actions/shortcuts.ts';
import { clearWall, restoreTiles, saveAgain, toggleLock, useWalls } from '../../state/walls/walls.ts';
import { clockText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ChosenTiles } from './chosen-tiles.tsx';
import { toggleFullScreen, useIsFullScreen } from '../../ui/full-screen.ts';
import { LayoutButtons } from './layout/layout-buttons.tsx';
import { PageBar } from './page-bar.tsx';
import { SequenceBar } from './special/special-bar.tsx';
import { toggleStatistics } from './use-wall-keys.ts';
import { WallQuality } from './wall-quality.tsx';

/** Layouts, what tiles show, how streams are chosen; at the end the messages about the wall. */
export function LiveToolbar({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const isStatisticsShown = usePreferences((state) => state.isStatisticsShown);
  const isFullScreen = useIsFullScreen();
  const lockLabel = useLabel(t(wall.isLocked ? 'live.actions.unlock' : 'live.actions.lock'), 'wall.lock');
  const isEmpty = visibleTiles(wall).every((id) => id === null);
  return (
    <div className="tb" role="toolbar" aria-label={t('live.toolbar.label')}>
      <LayoutButtons wall={wall} />
      <SequenceBar />
      <WallQuality wall={wall} />
      <PageBar />
      <Maximised />
      <ChosenTiles />
      <span className="grow" />
      <SaveNote wallId={wall.id} />
      <IconButton
        icon="info"
        {...useActionProps('wall.statistics')}
        label={t('live.toolbar.statistics')}
        aria-pressed={isStatisticsShown}
        onClick={toggleStatistics}
      />
      <IconButton
        icon="trash"
        {...useAction(t('live.toolbar.clear'), 'wall.clear')}
        disabledReason={wall.isLocked ? t('live.toolbar.isLocked') : isEmpty ? t('live.toolbar.clearEmpty') : undefined}
        onClick={clearWall}
      />
      <IconButton
        icon={wall.isLocked ? 'lock' : 'unlock'}
        data-action="wall.lock"
        label={lockLabel}
        aria-pressed={wall.isLocked}
        onClick={toggleLock}
      />
      <IconButton
        icon="full"
        {...useActionProps('wall.fullScreen')}
        label={t(isFullScreen ? 'live.toolbar.leaveFullScreen' : 'live.toolbar.fullScreen')}
        aria-pressed={isFullScreen}
        onClick={toggleFullScreen}
      />
    </div>
  );
}

function Maximised() {
  const t = useText();
  const tile = useWalls((state) => state.maximisedTile);
  if (tile === null) return null;
  return (
    <span className="row g2 t2 lv-tb-note">
      <span className="lv-tb-facts">{t('live.toolbar.maximised', { tile: tile + 1 })}</span>
      <button type="button" className="btn sm" onClick={restoreTiles}>
        {t('live.toolbar.restore')}
      </button>
    </span>
  );
}

/** The time is that of this wall, whatever other wall was saved since. */
function SaveNote({ wallId }: { readonly wallId: WallId }) {
  const t = useText();
  const save = useWalls((state) => state.save);
  const savedAtMs = useWalls((state) => state.savedAtMs[wallId]);
  if (save.status === 'failed') {
    return (
      <span className="row g2">
        <span className="st-error el">{t('live.toolbar.saveFailed', { reason: errorWords(t, save.error).what })}</span>
        <button type="button" className="btn sm" onClick={saveAgain}>
          {t('live.toolbar.saveAgain')}
        </button>
      </span>
    );
  }
  if (save.status === 'pending' || save.status === 'saving') {
    return <span className="t3 el lv-save">{t('live.toolbar.saving')}</span>;
  }
  if (savedAtMs === undefined) return null;
  return <span className="t3 el lv-save">{t('live.toolbar.saved', { time: clockText(savedAtMs) })}</span>;
}
