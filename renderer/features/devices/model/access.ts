/** The picture that a cloud takes of one camera only on an order: as it was read last, and the plan that is drawn up. */
import { create } from 'zustand';
import type { OrderedAccess } from '../../../../preload/contract/camera-access.ts';
import { accessFault, type AccessPlan, type CameraAccess } from '../../../../preload/domain/cameras/camera-access.ts';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { refreshDirectory } from '../../../state/cameras/directory.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';

type AccessOrder = 'on' | 'off' | 'plan' | 'channels';

interface Shown {
  readonly channelId: ChannelId | null;
  /** Null before the first reading. */
  readonly access: CameraAccess | null;
  /** Null while the plan of the cloud is shown as it is. */
  readonly draft: AccessPlan | null;
  readonly error: WireError | null;
  readonly isReading: boolean;
  /** The order that runs. */
  readonly sending: AccessOrder | null;
  /** The last order that the cloud took. */
  readonly done: AccessOrder | null;
}

const CLOSED: Shown = {
  channelId: null,
  access: null,
  draft: null,
  error: null,
  isReading: false,
  sending: null,
  done: null,
};

export const useAccess = create<Shown>(() => CLOSED);
const { getState, setState } = useAccess;

/** The sample of the document; a first plan is drawn up from it. */
const FIRST: AccessPlan = {
  kind: 'random',
  startMinute: 600,
  endMinute: 1_080,
  lengthMinutes: 240,
  isDaily: true,
  isActive: true,
};

export const planOf = ({ access, draft }: Pick<Shown, 'access' | 'draft'>): AccessPlan =>
  draft ?? access?.plan ?? FIRST;

export const closeAccess = (): void => setState(CLOSED, true);

/** How many orders were sent and answered: an answer that was asked for before one of them is out of date. */
let steps = 0;

/** Reads the picture of a camera. */
export async function readAccess(channelId: ChannelId): Promise<void> {
  if (getState().channelId !== channelId) setState({ ...CLOSED, channelId });
  if (getState().isReading) return;
  setState({ isReading: true });
  const step = steps;
  const answer = await request['devices.access']({ channelId });
  if (getState().channelId !== channelId) return;
  setState({ isReading: false });
  if (step !== steps) return;
  setState(answer.ok ? { access: answer.value.access, error: null } : { error: answer.error });
}

/** Whether the cloud is about to change what was read. */
export const isMoving = (access: CameraAccess | null): boolean =>
  access?.state === 'starting' || access?.state === 'ending' || access?.isReadingChannels === true;

/** Reads again what moves. New channels of a recorder are in the tree after that. */
export async function followAccess({ id, accountId }: NumberedChannel): Promise<void> {
  const wasReading = getState().access?.isReadingChannels === true;
  await readAccess(id);
  if (wasReading && getState().access?.isReadingChannels === false) await refreshDirectory(accountId);
}

export const setDraft = (part: Partial<AccessPlan>): void => {
  const plan = { ...planOf(getState()), ...part };
  const { kind, startMinute, endMinute } = plan;
  // Continuous pictures have no end; the end comes back with the pieces.
  const end = kind === 'continuous' ? null : (endMinute ?? Math.max(FIRST.endMinute ?? 0, startMinute));
  setState({ draft: { ...plan, endMinute: end }, done: null, error: null });
};

type Answer = { readonly ok: true; readonly value: OrderedAccess } | { readonly ok: false; readonly error: WireError };

async function order(channelId: ChannelId, what: AccessOrder, asking: Promise<Answer>): Promise<void> {
  steps += 1;
  setState({ sending: what, done: null, error: null });
  const answer = await asking;
  steps += 1;
  if (getState().channelId !== channelId) {
    // The dialog was closed meanwhile: a failure must not be lost.
    if (!answer.ok) postFailure(answer.error);
    return;
  }
  setState({ sending: null });
  if (!answer.ok) return setState({ error: answer.error });
  const { access, error } = answer.value;
  setState({ done: what, error, ...(access === null ? {} : { access }), ...(what === 'plan' ? { draft: null } : {}) });
}

export async function switchAccess(channelId: ChannelId, isOn: boolean): Promise<void> {
  if (getState().sending !== null) return;
  await order(channelId, isOn ? 'on' : 'off', request['devices.switch-access']({ channelId, isOn }));
}

export async function readChannels(channelId: ChannelId): Promise<void> {
  if (getState().sending !== null) return;
  await order(channelId, 'channels', request['devices.read-channels']({ channelId }));
}

/** Sends the whole plan. What was drawn up stays where the cloud refuses it. */
export async function sendPlan(channelId: ChannelId): Promise<void> {
  const { access, sending } = getState();
  const plan = planOf(getState());
  const limits = access?.limits ?? null;
  if (limits === null || sending !== null || accessFault(limits, plan) !== null) return;
  setState({ draft: plan });
  await order(channelId, 'plan', request['devices.plan-access']({ channelId, plan }));
}
