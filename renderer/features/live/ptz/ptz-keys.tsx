import { useText } from '../../../i18n/i18n.ts';
import { PtzLens } from './ptz-lens.tsx';
import { PtzPad } from './ptz-pad.tsx';
import { PtzSpeed } from './ptz-speed.tsx';

/** The pad, zoom, focus and speed of the camera that is steered. */
export function PtzKeys() {
  const t = useText();
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
        <PtzSpeed />
      </div>
    </>
  );
}
