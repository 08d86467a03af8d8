import { useText } from '../../../i18n/i18n.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { autoFocus, selectIsOff, usePtz } from '../../../state/players/ptz.ts';
import { lensReason } from './lens-reason.ts';
import { PtzLens } from './ptz-lens.tsx';
import { PtzPad } from './ptz-pad.tsx';
import { PtzSpeed } from './ptz-speed.tsx';

/** The pad, zoom, focus, iris and speed of the camera that is steered. */
export function PtzKeys() {
  const t = useText();
  const channelId = usePtz(({ steered }) => steered?.channelId ?? null);
  return (
    <>
      <PtzPad />
      <div className="lv-ptz-lens">
        <PtzLens
          label={t('live.ptz.zoom')}
          icon="zoom"
          less="zoom-out"
          more="zoom-in"
          keys={['ptz.zoomOut', 'ptz.zoomIn']}
        />
        <PtzLens
          label={t('live.ptz.focus')}
          icon="focusn"
          less="focus-near"
          more="focus-far"
          keys={['ptz.focusNear', 'ptz.focusFar']}
        />
        <AutoFocus reason={lensReason(t, channelId, 'auto-focus')} />
        <PtzLens
          label={t('live.ptz.iris')}
          icon="iris"
          less="iris-close"
          more="iris-open"
          keys={['ptz.irisClose', 'ptz.irisOpen']}
          reason={lensReason(t, channelId, 'iris')}
        />
        <PtzSpeed />
      </div>
    </>
  );
}

/** The camera focuses once, by itself: a press, not a hold. */
function AutoFocus({ reason }: { readonly reason: string | undefined }) {
  const t = useText();
  const { label, title, ...action } = useAction(t('live.ptz.autoFocus'), 'ptz.autoFocus');
  const isTaken = usePtz(selectIsOff);
  const why = reason ?? (isTaken ? t('live.ptz.whyOff') : undefined);
  return (
    <button
      type="button"
      className="lv-hold lv-ptz-auto"
      {...action}
      aria-label={label}
      title={why === undefined ? title : `${label}: ${why}`}
      aria-disabled={why !== undefined || undefined}
      onClick={() => (why === undefined ? void autoFocus() : undefined)}
    >
      <span className="lv-ptz-words">{t('live.ptz.auto')}</span>
      <span className="lv-ptz-short">A</span>
    </button>
  );
}
