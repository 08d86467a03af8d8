import { useText } from '../../i18n/i18n.ts';
import { useKiosk } from '../../state/page/kiosk.ts';
import { useWalls } from '../../state/walls/walls.ts';
import './walls.css';

/** Instead of the wall, where none has the name that the start asked for, and where the wall was deleted. */
export function KioskNote() {
  const t = useText();
  const kiosk = useKiosk((state) => state.kiosk);
  const names = useWalls((state) => state.walls).map(({ name }) => name);
  if (kiosk?.openedBy === 'window') {
    return (
      <div className="kiosk-note stage" role="alert">
        <p className="b">{t('walls.kiosk.gone', { name: kiosk.name })}</p>
        <p>{t('walls.kiosk.goneHint')}</p>
      </div>
    );
  }
  return (
    <div className="kiosk-note stage" role="alert">
      <p className="b">{t('walls.kiosk.missing', { name: kiosk?.name ?? '' })}</p>
      <p>{t('walls.kiosk.known', { names: names.join(t('shell.comma')) })}</p>
      <p>{t('walls.kiosk.hint')}</p>
    </div>
  );
}
