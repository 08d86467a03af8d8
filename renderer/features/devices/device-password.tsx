/** The password with which a device signs in to its cloud, asked by a click where the cloud answers it in clear. */
import type { FactsWish } from '../../../preload/contract/devices.ts';
import { CLOUDS_WITH_CLEAR_PASSWORDS } from '../../../preload/domain/cameras/device-facts.ts';
import type { Result } from '../../../preload/domain/error.ts';
import { accountOf } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { ShownSecret } from '../../ui/form/shown-secret.tsx';

export function DevicePassword({ channelId, of }: FactsWish) {
  const t = useText();
  const vendor = useAccounts((state) => state.accounts.find(({ id }) => id === accountOf(channelId))?.vendor);
  if (vendor === undefined || !CLOUDS_WITH_CLEAR_PASSWORDS.has(vendor)) return null;
  const ask = async (): Promise<Result<string | null>> => {
    const answer = await request['devices.clear-password']({ channelId, of });
    return answer.ok ? { ok: true, value: answer.value.password } : answer;
  };
  const name = t('devices.password.label');
  const words = {
    show: t('devices.password.show'),
    showWhy: t('devices.password.why'),
    hide: t('devices.password.hide'),
    copy: t('devices.copy', { label: name }),
    none: t('devices.password.none'),
  };
  return (
    <dl>
      <div className="devices-fact">
        <dt className="t2">{name}</dt>
        <dd>
          <ShownSecret ask={ask} words={words} />
        </dd>
      </div>
    </dl>
  );
}
