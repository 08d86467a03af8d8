import { speedLevel } from '../../../../preload/domain/ptz/ptz.ts';
import { useText } from '../../../i18n/i18n.ts';
import { setSpeed, usePtz } from '../../../state/players/ptz.ts';
import { useLabel } from '../../../state/actions/shortcuts.ts';
import { holdTile } from '../../../ui/tile/tile-hold.ts';

/** The speed in the levels of the cloud. */
export function PtzSpeed() {
  const t = useText();
  const levels = usePtz(({ facts }) => facts?.speedLevels ?? 1);
  const level = usePtz(({ speed }) => speedLevel(speed, levels));
  const title = useLabel(t('live.ptz.speed'), 'ptz.faster');
  return (
    <>
      <span className="lv-ptz-speed">{t('live.ptz.speed')}</span>
      <input
        type="range"
        aria-label={t('live.ptz.speed')}
        title={title}
        min={1}
        max={levels}
        value={level}
        data-keys-here
        onPointerDown={(event) => holdTile(event.currentTarget)}
        onChange={(event) => setSpeed(Number(event.target.value) / levels)}
      />
      <b>{level}</b>
    </>
  );
}
