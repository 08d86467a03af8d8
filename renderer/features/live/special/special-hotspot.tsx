import { useText } from '../../../i18n/i18n.ts';
import { specialSlotOf, useShown } from '../../../state/sequences/sequences-shown.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { placeOf, type SpecialProps } from '../base/special-props.ts';
import { SpecialWaiting } from './special-waiting.tsx';
import { WarmPlace } from './special-warm.tsx';
import { LiveTile } from '../tile/tile.tsx';

/** Shows the camera that is selected elsewhere on the wall, in its main stream. */
export function HotspotTile(props: SpecialProps) {
  const { specialKey, aspect, isMaximised } = props;
  const t = useText();
  const camera = useShown((state) => state.cameras[specialKey] ?? null);
  const place = placeOf(props);
  if (camera === null) {
    return (
      <SpecialWaiting
        {...{ place, isMaximised }}
        icon="focusn"
        title={t('live.hotspot.waiting')}
        text={t('live.hotspot.waitingText')}
      />
    );
  }
  const help = t('live.hotspot.signHelp');
  const sign = (
    <span className="lv-special" title={help}>
      <Icon name="focusn" size={14} />
      <span className="lv-special-name">{t('live.hotspot.sign')}</span>
    </span>
  );
  const special = {
    slotKey: specialSlotOf(camera, specialKey),
    isBest: true,
    sign,
    behind: <WarmPlace specialKey={specialKey} />,
  };
  return <LiveTile {...place} {...{ aspect, isMaximised, special }} channelId={camera} copy={0} />;
}
