/** A password that the cloud made: asked from the cloud by a click, and gone from the page when it is hidden or left. */
import type { Result } from '../../../preload/domain/error.ts';
import type { DeviceId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { ShownSecret } from '../../ui/form/shown-secret.tsx';

export function SecretValue({ id, name }: { readonly id: DeviceId; readonly name: string }) {
  const t = useText();
  const ask = async (): Promise<Result<string | null>> => {
    const answer = await request['onboarding.secret']({ id });
    return answer.ok ? { ok: true, value: answer.value.password } : answer;
  };
  const words = {
    show: t('onboarding.access.showPassword'),
    showWhy: t('onboarding.access.showWhy'),
    hide: t('onboarding.access.hidePassword'),
    copy: t('onboarding.access.copy', { name }),
    none: '',
  };
  return <ShownSecret ask={ask} words={words} />;
}
