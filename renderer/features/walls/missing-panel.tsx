import { useState } from 'react';
import type { MissingCamera } from '../../../preload/contract/walls.ts';
import type { ChannelId, WallId } from '../../../preload/domain/ids.ts';
import { tileCount } from '../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../preload/domain/walls/wall.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import { closeWallSide } from '../../state/page/wall-panel.ts';
import { remapCameras, selectMissing, useWallLibrary } from '../../state/walls/wall-library.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { CameraPick } from './camera-pick.tsx';

/** The cameras that a wall has and that cannot be shown: which, why, and what to put in their place. */
export function MissingPanel({ wallId }: { readonly wallId: WallId }) {
  const t = useText();
  const wall = useWalls((state) => state.walls.find(({ id }) => id === wallId));
  const cameras = useWallLibrary(selectMissing(wallId));
  if (!wall) return null;
  const takeAll = (): void =>
    void remapCameras(wallId, new Map(cameras.map(({ channelId }) => [channelId, null] as const)));
  const footer = (
    <>
      <span className="grow t2">{wall.isLocked ? t('walls.versions.isLocked') : null}</span>
      <button
        type="button"
        className="btn"
        aria-disabled={wall.isLocked || undefined}
        onClick={wall.isLocked ? undefined : takeAll}
      >
        {t('walls.lost.takeOffAll', { count: cameras.length })}
      </button>
    </>
  );
  return (
    <SidePane
      title={t('walls.lost.title', { name: wall.name })}
      isNamed
      closeLabel={t('walls.lost.close')}
      footer={cameras.length === 0 ? undefined : footer}
      onClose={closeWallSide}
    >
      {cameras.length === 0 ? (
        <p className="wl-sec t2" role="status">
          {t('walls.lost.none')}
        </p>
      ) : (
        <div className="wl-sec">
          <p className="t2">{t('walls.lost.intro')}</p>
          <ul className="wl-items">
            {cameras.map((camera) => (
              <Missing key={camera.channelId} camera={camera} wall={wall} />
            ))}
          </ul>
        </div>
      )}
    </SidePane>
  );
}

function Missing({ camera, wall }: { readonly camera: MissingCamera; readonly wall: Wall }) {
  const t = useText();
  const [isPicking, setPicking] = useState(false);
  const { channelId, name, number, accountLabel, vendor, reason, tiles } = camera;
  const shown = tiles.filter((tile) => tile < tileCount(wall.layout)).map((tile) => tile + 1);
  const where =
    shown.length === 0
      ? t('walls.lost.hidden')
      : t('walls.lost.where', { count: shown.length, tiles: shown.join(', ') });
  const why = t(`walls.lost.reasons.${reason}`);
  const source = [vendor === null ? null : VENDOR_CODES[vendor], accountLabel]
    .filter((part) => part !== null)
    .join(' ');
  const title = [number, name ?? t('walls.lost.unknown')].filter((part) => part !== null).join(' ');
  const put = (to: ChannelId | null): void => void remapCameras(wall.id, new Map([[channelId, to]]));
  return (
    <li>
      <StateGlyph name="error" size={13} />
      <div className="grow">
        <b>{title}</b>
        <p className="t2">{[source, where, why].filter((part) => part !== '').join(t('shell.comma'))}</p>
        {wall.isLocked ? null : isPicking ? (
          <CameraPick label={t('walls.lost.pick')} onPick={put} onClose={() => setPicking(false)} />
        ) : (
          <span className="row g2">
            <button type="button" className="btn sm" onClick={() => setPicking(true)}>
              {t('walls.lost.replace')}
            </button>
            <button type="button" className="btn sm" onClick={() => put(null)}>
              {t('walls.lost.takeOff')}
            </button>
          </span>
        )}
      </div>
    </li>
  );
}
