/**
 * Where new cameras go: the account and the group. The root is no group here: nothing can be moved there. Where a camera stays in the
 * group that it was added to, a group must be chosen.
 */
import { useEffect } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import { isFixed as staysThere, type OnboardingOffer } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { Choice } from './field.tsx';
import { chooseAccount, chooseGroup, useOnboarding } from './model/onboarding.ts';

const NO_GROUP = '';

interface Group {
  readonly value: string;
  readonly label: string;
}

/** The groups of an account by id, each with the names of the groups above it. @param isInner those below another one alone. */
export function useGroups(accountId: AccountId | null, isInner = false): readonly Group[] {
  const part = useDirectory(({ view }) => view.parts.find((one) => one.accountId === accountId));
  const byId = new Map(part?.groups.map((group) => [group.id, group]));
  return [...byId.values()]
    .filter(({ kind, parentId }) => kind === undefined && !(isInner && parentId === null))
    .map((group) => {
      const names = [group.name];
      let up = group.parentId;
      while (up !== null && names.length < 16) {
        const parent = byId.get(up);
        if (parent === undefined) break;
        names.unshift(parent.name);
        up = parent.parentId;
      }
      return { value: group.id, label: names.join(' / ') };
    });
}

interface AccountChoiceProps {
  readonly accounts: readonly Pick<AccountView, 'id' | 'label'>[];
  readonly accountId: AccountId | null;
  readonly onChange: (id: AccountId) => void;
}

/** The account that the page works with. */
export function AccountChoice({ accounts, accountId, onChange }: AccountChoiceProps) {
  const t = useText();
  return (
    <Choice
      label={t('onboarding.account')}
      note=""
      value={accountId ?? ''}
      options={accounts.map(({ id, label }) => ({ value: id, label }))}
      onChange={(id) => onChange(id as AccountId)}
    />
  );
}

export function PlaceChoice({ kind = 'optional' }: { readonly kind?: OnboardingOffer['groups'] }) {
  const isFixed = staysThere(kind);
  const t = useText();
  const { accountId, groupId } = useOnboarding();
  const accounts = accountsWith(
    useAccounts((state) => state.accounts),
    'onboarding',
  );
  const groups = useGroups(accountId, kind === 'inner');
  const [first] = accounts;
  useEffect(() => {
    if (accountId === null && first !== undefined) void chooseAccount(first.id);
  }, [accountId, first]);
  return (
    <div className="onboarding-where">
      <AccountChoice {...{ accounts, accountId }} onChange={(id) => void chooseAccount(id)} />
      {kind === 'none' ? null : (
        <Choice
          label={t('onboarding.group')}
          note={isFixed ? t('onboarding.fixedGroupWhy') : groupId === null ? t('onboarding.noGroupWhy') : ''}
          value={groupId ?? NO_GROUP}
          options={[
            { value: NO_GROUP, label: t(isFixed ? 'onboarding.chooseGroup' : 'onboarding.noGroup') },
            ...groups,
          ]}
          onChange={(id) => chooseGroup(id === NO_GROUP ? null : (id as OrgNodeId))}
        />
      )}
    </div>
  );
}
