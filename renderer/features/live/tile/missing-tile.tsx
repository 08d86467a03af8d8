import { memo } from 'react';
import type { MissingCamera } from '../../../../preload/contract/walls.ts';
import type { WallId } from '../../../../preload/domain/ids.ts';
import { VENDOR_CODES } from '../../../../preload/domain/vendor.ts';
import { useText } from '../../../i18n/i18n.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { openWallSide } from '../../../state/page/wall-panel.ts';
import { removeTile, useWalls } from '../../../state/walls/walls.ts';
import { TileHead } from '../../../ui/tile/tile-head.tsx';
import { Veil } from '../../../ui/tile/veil.tsx';
import { TileFrame } from './tile-frame.tsx';
import type { PlaceProps } from '../base/tile-place.ts';

interface MissingTileProps extends PlaceProps {
  readonly wallId: WallId;
  readonly camera: MissingCamera;
  readonly isMaximised: boolean;
}

/** A camera that cannot be shown any more: its name, its account, why it is gone and the next step. Opens no stream. */
export const MissingTile = memo(function MissingTile(props: MissingTileProps) {
  const { tile, camera, isMaximised } = props;
  const t = useText();
  const name = [camera.number, camera.name ?? t('live.missing.unknown')].filter((part) => part !== null).join(' ');
  const vendor = camera.vendor === null ? null : VENDOR_CODES[camera.vendor];
  return (
    <TileFrame
      place={props}
      as="figure"
      phase="missing"
      label={t('live.missing.name', { tile: tile + 1, name })}
      isMaximised={isMaximised}
    >
      <TileHead
        glyph="error"
        number={camera.number}
        name={camera.name ?? t('live.missing.unknown')}
        title={name}
        end={vendor === null ? null : <span className="src">{vendor}</span>}
      />
      <div className="tile-pic">
        <MissingWords {...props} />
      </div>
    </TileFrame>
  );
});

function MissingWords({ tile, camera, wallId }: MissingTileProps) {
  const t = useText();
  const isLocked = useWalls(({ walls }) => walls.find(({ id }) => id === wallId)?.isLocked ?? false);
  const { reason, vendor, accountLabel } = camera;
  const isAboutAccount = reason !== 'not-listed';
  const source = [vendor === null ? null : VENDOR_CODES[vendor], accountLabel]
    .filter((part) => part !== null)
    .join(' ');
  return (
    <Veil look="error" glyph="error" title={t(`live.missing.why.${reason}`)} className="lv-missing">
      {source === '' ? null : <p>{source}</p>}
      <p className="t2">{t(`live.missing.what.${reason}`)}</p>
      {isLocked || isKiosk() ? null : (
        <div className="tile-acts" onDoubleClick={(event) => event.stopPropagation()}>
          {isAboutAccount ? <AccountButton isGone={reason === 'no-account'} /> : null}
          <button
            type="button"
            className={isAboutAccount ? 'btn sm tile-second' : 'btn sm'}
            onClick={() => openWallSide({ kind: 'missing', wallId })}
          >
            {t('live.missing.replace')}
          </button>
          <button type="button" className="btn sm tile-second" onClick={() => removeTile(tile)}>
            {t('live.missing.takeOff')}
          </button>
        </div>
      )}
    </Veil>
  );
}

/** Leads to the screen from which the camera can be brought back. */
function AccountButton({ isGone }: { readonly isGone: boolean }) {
  const t = useText();
  return (
    <button type="button" className="btn sm" onClick={() => openCloudsPanel({ kind: isGone ? 'add' : 'none' })}>
      {t(isGone ? 'live.missing.addCloud' : 'live.missing.openClouds')}
    </button>
  );
}
