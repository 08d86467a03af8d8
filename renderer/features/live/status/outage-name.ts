import type { Text } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { nameOfScope } from './outage-names.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';

/** The name of the account, device or client whose cameras an outage affects, in words. */
export function useOutageName(): (t: Text, outage: Outage) => string {
  const accounts = useAccounts((state) => state.accounts);
  const view = useDirectory((state) => state.view);
  return (t, { scope }) =>
    nameOfScope(scope, accounts, view.byId.values()) ??
    t(scope.kind === 'client' ? 'streams.outage.client' : 'streams.outage.unknown');
}
