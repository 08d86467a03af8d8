/** Names the owner of lost cameras: the account, the device, or this client, by the names that people gave them. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { OutageScope } from '../../../state/players/outage-groups.ts';

/** Null for the client itself, and for an account or device that is no longer known. */
export function nameOfScope(
  scope: OutageScope,
  accounts: readonly AccountView[],
  channels: Iterable<NumberedChannel>,
): string | null {
  if (scope.kind === 'client') return null;
  const label = accounts.find(({ id }) => id === scope.accountId)?.label ?? null;
  if (scope.kind === 'account') return label;
  for (const { deviceId, deviceName } of channels) if (deviceId === scope.deviceId) return deviceName;
  return label;
}
