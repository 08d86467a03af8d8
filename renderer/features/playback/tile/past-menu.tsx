import { useText } from '../../../i18n/i18n.ts';
import { Menu } from '../../../ui/float/menu.tsx';
import { useCameraName } from '../files/camera-names.ts';
import { useSession, type SessionCamera } from '../session.ts';
import { closePastMenu, usePastMenu } from './tile-menu.ts';
import { tileMenuItems } from './tile-menu-items.ts';

/** The menu of a tile, where the operator asked for it by a right click or by key. */
export function PastMenu() {
  const { channelId, at } = usePastMenu();
  const camera = useSession(({ cameras }) => cameras.find((one) => one.channelId === channelId));
  return camera === undefined ? null : <OpenMenu {...{ camera, at }} />;
}

function OpenMenu({ camera, at }: { readonly camera: SessionCamera; readonly at: { x: number; y: number } }) {
  const t = useText();
  const { number, name } = useCameraName(camera.channelId);
  const label = t('playback.tileMenu.label', { name: `${number ?? ''} ${name}`.trim() });
  return <Menu label={label} items={tileMenuItems(t, camera)} at={at} onClose={closePastMenu} />;
}
