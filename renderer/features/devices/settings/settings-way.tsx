/** The way to the settings of a camera, off with its reason where the camera cannot have them now. */
import { useEffect } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { askOffers, settingsBar, showSettings, useOffers } from '../model/settings.ts';

export function SettingsWay({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const camera = useDirectory((state) => state.view.byId.get(channelId));
  const accountId = camera?.accountId;
  const offers = useOffers((state) => (accountId === undefined ? null : (state.get(accountId)?.offers ?? null)));
  useEffect(() => {
    if (accountId !== undefined) void askOffers(accountId);
  }, [accountId]);
  if (camera === undefined) return null;
  const bar = offers === null || offers.hasAbilities || offers.hasAccess ? null : settingsBar(offers.settings, camera);
  const reason = bar === null ? undefined : t(`devices.settings.bars.${bar}`);
  return (
    <button
      type="button"
      className="btn"
      aria-disabled={reason !== undefined || undefined}
      title={reason}
      onClick={reason === undefined ? () => void showSettings(camera) : undefined}
    >
      {t('devices.settings.open')}
    </button>
  );
}
