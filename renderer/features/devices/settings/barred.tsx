/** Why a camera cannot have a part of the settings. */
import { useText } from '../../../i18n/i18n.ts';
import type { SettingsBar } from '../model/settings.ts';

export function Barred({ bar }: { readonly bar: SettingsBar }) {
  const t = useText();
  return <p role="note">{t(`devices.settings.bars.${bar}`)}</p>;
}
