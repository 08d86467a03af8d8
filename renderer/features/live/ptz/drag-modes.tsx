/** The modes of a drag on the picture of the stage, and the reasons why a mode is not available. */
import { useText } from '../../../i18n/i18n.ts';

export function DragModes() {
  const t = useText();
  const why = t('live.ptz.drag.noAngle');
  return (
    <div className="lv-drag-modes" role="group" aria-label={t('live.ptz.drag.label')}>
      <button type="button" className="btn sm on" aria-pressed title={t('live.ptz.drag.steerHelp')}>
        {t('live.ptz.drag.steer')}
      </button>
      {(['centre', 'box'] as const).map((mode) => (
        <button
          key={mode}
          type="button"
          className="btn sm"
          aria-disabled
          title={`${t(`live.ptz.drag.${mode}`)}: ${why}`}
        >
          {t(`live.ptz.drag.${mode}`)}
        </button>
      ))}
    </div>
  );
}
