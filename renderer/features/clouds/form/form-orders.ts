/** The requests of the form to main: to save the typed account, and to test it. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import type { Persistence } from '../../../../preload/domain/accounts/accounts.ts';
import { request } from '../../../page/bridge.ts';
import { forgetFacts } from '../model/account-facts.ts';
import { runAccountTest } from '../model/account-test.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { changeOf, draftOf, type FormValues, type Secrets } from './form-state.ts';

interface Typed {
  /** The account that is edited, or null for a new one. */
  readonly account: AccountView | null;
  readonly values: FormValues;
  readonly secrets: Secrets;
}

/** @param keepIn where the keys go. */
export function saveTyped({ account, values, secrets }: Typed, keepIn: Persistence): Promise<Result<AccountView>> {
  if (account === null) return request['account.add']({ ...draftOf(values, secrets, ''), persistence: keepIn });
  return request['account.update']({
    ...changeOf(account, values, secrets),
    ...(keepIn === account.persistence ? {} : { persistence: keepIn }),
  });
}

/** Says what was saved, then tests the account; one that is off shows its facts. */
export async function showSaved({ id, label, vendor, isEnabled }: AccountView, isNew: boolean): Promise<void> {
  postNotice(isNew ? 'accountAdded' : 'accountSaved', { label });
  forgetFacts(id);
  if (!isEnabled) return openCloudsPanel({ kind: 'facts', accountId: id });
  openCloudsPanel({ kind: 'test', accountId: id });
  await runAccountTest({ kind: 'saved', accountId: id }, { label, vendor });
}

/** Tests what is typed; with no secret typed, the account as it is saved. @param label names the account in the test. */
export function testTyped({ account, values, secrets }: Typed, label: string): void {
  const edited = account === null ? {} : { accountId: account.id };
  const isDraft = account === null || Object.values(secrets).some((value) => value !== '');
  const target = isDraft
    ? ({ kind: 'draft', draft: draftOf(values, secrets, label), ...edited } as const)
    : ({ kind: 'saved', accountId: account.id } as const);
  void runAccountTest(target, { label, vendor: values.vendor });
}
