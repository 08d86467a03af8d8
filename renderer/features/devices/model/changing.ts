/** A change of selected cameras: asked for, sent piece by piece, with an outcome for each device, and taken back. */
import { create } from 'zustand';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import {
  MAX_DEVICES_PER_CHANGE,
  type DeviceChange,
  type DeviceChangeRule,
  type DeviceOutcome,
} from '../../../../preload/domain/cameras/device-changes.ts';
import type { ErrorCode, WireError } from '../../../../preload/domain/error.ts';
import type { AccountId, OrgNodeId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { afterRetry, outcomeOfAll } from '../../../page/lost-answer.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { namesBy, planChange, type ChangePlan, type RulesByAccount, type Subject } from './change-plan.ts';

/** One device of a change, with the values that it gets. */
interface Step {
  readonly subject: Subject;
  readonly name: string | null;
  readonly groupId: OrgNodeId | null;
}

export interface ChangeResult extends Step {
  readonly state: DeviceOutcome['state'];
  readonly error: WireError | null;
  readonly requestId: string | null;
}

interface Changing {
  /** Null while no change is asked for. */
  readonly change: DeviceChange | null;
  readonly selected: readonly NumberedChannel[];
  readonly plan: ChangePlan | null;
  /** Null while a cloud is asked for its rules; an error where it did not answer. */
  readonly rulesError: WireError | null;
  readonly pattern: string;
  readonly groupId: OrgNodeId | null;
  /** The count that a deletion of many asks to type. */
  readonly typed: string;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly isStopping: boolean;
  readonly results: readonly ChangeResult[] | null;
  /** The results are those of taking an earlier change back. */
  readonly isUndo: boolean;
}

const NOTHING: Changing = {
  change: null,
  selected: [],
  plan: null,
  rulesError: null,
  pattern: '{name}',
  groupId: null,
  typed: '',
  progress: null,
  isStopping: false,
  results: null,
  isUndo: false,
};

export const useChanging = create<Changing>(() => NOTHING);
const { getState, setState } = useChanging;

/** From this many devices on a deletion asks to type their number. */
export const TYPED_FROM = 20;
/** Pieces of changes with one call a device: small, so that the progress moves and the operator can stop. */
const SLOW_PIECE = 10;

/** Asks the clouds of the selected cameras what they document, then shows the change. */
export async function askChange(change: DeviceChange, selected: readonly NumberedChannel[]): Promise<void> {
  if (selected.length === 0 || getState().progress !== null) return;
  setState({ ...NOTHING, change, selected });
  await readRules();
}

/** Reads the rules of the selected cameras' clouds again. */
export async function readRules(): Promise<void> {
  const { change, selected } = getState();
  if (change === null) return;
  setState({ rulesError: null });
  const read = await rulesFor(new Set(selected.map(({ accountId }) => accountId)));
  if (getState().selected !== selected) return;
  if ('code' in read) return setState({ rulesError: read });
  setState({ plan: planChange(change, selected, useDirectory.getState().view.byId.values(), read) });
}

async function rulesFor(accounts: ReadonlySet<AccountId>): Promise<RulesByAccount | WireError> {
  const rules = new Map<AccountId, readonly DeviceChangeRule[]>();
  for (const accountId of accounts) {
    const answer = await request['devices.rules']({ accountId });
    if (!answer.ok) return answer.error;
    rules.set(accountId, answer.value.rules);
  }
  return rules;
}

export const setPattern = (pattern: string): void => setState({ pattern });
export const setGroup = (groupId: OrgNodeId | null): void => setState({ groupId });
export const setTyped = (typed: string): void => setState({ typed });

/** The running piece ends; the pieces behind it are not sent. */
export const stopChange = (): void => setState({ isStopping: true });

/** Closes the change; one that runs is stopped instead. */
export function dismissChange(): void {
  if (getState().progress === null) setState(NOTHING);
  else stopChange();
}

/** Sends the change to every device of the plan. */
export async function runChange(): Promise<void> {
  const { plan, pattern, groupId } = getState();
  if (plan === null) return;
  const { subjects } = plan;
  const names = namesBy(pattern, subjects);
  await run(
    subjects.map((subject, i) => ({ subject, groupId, name: subject.rule.name === null ? null : (names[i] ?? '') })),
    false,
  );
}

/** The cloud refuses the same order for these reasons each time: the name is wrong, or the device is gone. */
const FINAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['input.invalid-field', 'cloud.not-found']);

/** Main sends nothing of an order that names a camera which its cloud lists no longer. The others of that order can be sent. */
const isUnlisted = ({ subject, error }: ChangeResult): boolean =>
  error?.code === 'channel.not-found' && error.params['detail'] === subject.id;

/** Whether a device can have another outcome when the change is sent to it again. */
export function canRetry(result: ChangeResult): boolean {
  const { state, error } = result;
  if (state === 'done') return false;
  return state === 'refused' ? error === null || !FINAL.has(error.code) : !isUnlisted(result);
}

/** A device whose answer was lost stays unknown where its cloud lists it no longer, but with this reason: it is not sent again. */
function settled(before: ChangeResult, retried: ChangeResult | undefined): ChangeResult {
  if (before.state !== 'unknown' || retried === undefined || !isUnlisted(retried)) return afterRetry(before, retried);
  return { ...before, error: retried.error };
}

/**
 * Sends the change again to devices that can have another outcome, and to no other.
 *
 * @param ids of the devices, as their results name them.
 */
export async function retryChange(ids: ReadonlySet<string>): Promise<void> {
  const { results, isUndo } = getState();
  const before = results ?? [];
  const isSent = (one: ChangeResult): boolean => ids.has(one.subject.id) && canRetry(one);
  await run(before.filter(isSent), isUndo, before);
}

/** Whether what was done can be taken back: a name, or a group that the device was in before. */
export const canUndo = ({ state, subject, name, groupId }: ChangeResult): boolean =>
  state === 'done' && (name !== null || (groupId !== null && subject.groupId !== null));

/** Gives devices their names and groups of before. */
export async function undoChange(): Promise<void> {
  const back = (getState().results ?? [])
    .filter(canUndo)
    .map(({ subject, name, groupId }): Step => ({
      subject,
      name: name === null ? null : subject.name,
      groupId: groupId === null ? null : subject.groupId,
    }));
  await run(back, true);
}

/** @param before the outcomes of all devices of the change, where some of them are sent again; none at the first time. */
async function run(steps: readonly Step[], isUndo: boolean, before: readonly ChangeResult[] = []): Promise<void> {
  const { change, progress } = getState();
  if (change === null || steps.length === 0 || progress !== null) return;
  setState({ progress: { done: 0, total: steps.length }, isStopping: false, isUndo });
  const results: ChangeResult[] = [];
  for (const piece of piecesOf(steps)) {
    const isOver = getState().isStopping || results.some(endsChange);
    results.push(...(isOver ? piece.map((step) => resultOf(step, STOPPED)) : await send(change, piece)));
    setState({ progress: { done: results.length, total: steps.length } });
  }
  const sent = new Map(results.map((one) => [one.subject.id, one]));
  const all = before.map((one) => settled(one, sent.get(one.subject.id)));
  setState({ progress: null, isStopping: false, results: before.length === 0 ? results : all });
}

/** Behind a lost answer, and behind a failure of everything, nothing more is sent. */
const endsChange = ({ state }: ChangeResult): boolean => state === 'unknown' || state === 'notAsked';

/** Pieces of one account and one group, as requests carry them. */
function piecesOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const alike = Map.groupBy(steps, ({ subject, groupId }) => `${subject.accountId} ${groupId ?? ''}`);
  return [...alike.values()].flatMap((some) => {
    const perCall = some[0]?.subject.rule.perCall ?? 1;
    const size = perCall === 1 ? SLOW_PIECE : Math.min(perCall, MAX_DEVICES_PER_CHANGE);
    return Array.from({ length: Math.ceil(some.length / size) }, (_, i) => some.slice(i * size, (i + 1) * size));
  });
}

async function send(change: DeviceChange, piece: readonly Step[]): Promise<readonly ChangeResult[]> {
  const [first] = piece;
  if (first === undefined) return [];
  const { accountId } = first.subject;
  const items = piece.map(({ subject, name }) => ({ id: subject.id, name }));
  const answer = await request['devices.change']({ accountId, change, items, groupId: first.groupId });
  if (!answer.ok) return piece.map((step) => resultOf(step, failed(answer.error)));
  const outcomes = new Map(answer.value.outcomes.map((one) => [one.id, one]));
  return piece.map((step) => resultOf(step, outcomes.get(step.subject.id) ?? UNTOLD));
}

type Outcome = Pick<DeviceOutcome, 'state' | 'error' | 'requestId'>;

const STOPPED: Outcome = { state: 'notAsked', error: null, requestId: null };
/** The answer does not name the device. */
const UNTOLD: Outcome = {
  state: 'unknown',
  error: { code: 'devices.answer-lost', params: {}, retryable: true, action: 'retry', vendor: null },
  requestId: null,
};

const failed = (error: WireError): Outcome => ({
  state: outcomeOfAll(error),
  error,
  requestId: error.vendor?.requestId ?? null,
});

const resultOf = ({ subject, name, groupId }: Step, { state, error, requestId }: Outcome): ChangeResult => ({
  subject,
  name,
  groupId,
  state,
  error,
  requestId,
});
