/** The intake groups of an account, as its cloud listed them last. Passwords of platforms are only in fields of the page. */
import type { WireError } from '../../../../preload/domain/error.ts';
import { accountOf, type AccountId, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import type { IntakeValues } from '../../../../preload/domain/onboarding/intakes.ts';
import { request } from '../../../page/bridge.ts';
import { refreshDirectory } from '../../../state/cameras/directory.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';

const list = new RemoteList((accountId: AccountId) => request['onboarding.intakes']({ accountId }));

export const useIntakes = list.use;
export const loadIntakes = (accountId: AccountId): Promise<void> => list.read(accountId);

/** After a change, here or in another window. */
export function readIntakesAgain(accountId: AccountId): void {
  if (list.now.subject === accountId) list.refresh();
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: WireError };

/**
 * The tree of cameras shows the change too. Main reports a change to every window, this one included.
 *
 * @returns why it was refused, or null.
 */
async function change(id: OrgNodeId, asking: Promise<Answer>): Promise<WireError | null> {
  const answer = await asking;
  const accountId = accountOf(id);
  if (answer.ok) void refreshDirectory(accountId);
  else readIntakesAgain(accountId);
  return answer.ok ? null : answer.error;
}

/** @param values with the password; nothing here holds it afterwards. */
export const addIntake = (instanceId: OrgNodeId, values: IntakeValues): Promise<WireError | null> =>
  change(instanceId, request['onboarding.addIntake']({ instanceId, values }));

export const describeIntake = (id: OrgNodeId, description: string): Promise<WireError | null> =>
  change(id, request['onboarding.describeIntake']({ id, description }));

export const removeIntake = (id: OrgNodeId): Promise<WireError | null> =>
  change(id, request['onboarding.removeIntake']({ id }));

export const renameInstance = (id: OrgNodeId, name: string): Promise<WireError | null> =>
  change(id, request['onboarding.setInstance']({ id, name, isRunning: null }));

export const runInstance = (id: OrgNodeId, isRunning: boolean): Promise<WireError | null> =>
  change(id, request['onboarding.setInstance']({ id, name: null, isRunning }));

/** How many cameras stand in a group or an instance, or why that was not read. */
export async function countCameras(id: OrgNodeId): Promise<number | WireError> {
  const answer = await request['onboarding.intakeCameras']({ id });
  return answer.ok ? answer.value.cameras : answer.error;
}
