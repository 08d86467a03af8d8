/** A camera takes over the number and the places of another one. */
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import { request } from '../../../page/bridge.ts';
import { openDialog } from '../../../state/page/navigation.ts';
import { asChange, offerUndo, outcomeOf, type StepOutcome } from '../../../state/page/undo.ts';
import { saveFirst } from '../../../state/walls/walls-sync.ts';
import { create } from 'zustand';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { withIdsOfToday } from '../../../state/cameras/ids-of-today.ts';

/** The camera of the dialog that asks for the one to take over; null while it is closed. */
export const useReplacing = create<{ readonly from: ChannelId | null }>(() => ({ from: null }));

export function askReplacement(from: ChannelId): void {
  useReplacing.setState({ from });
  openDialog('camera-replace');
}

const nameOf = (id: ChannelId): string => {
  const channel = useDirectory.getState().view.byId.get(id);
  return channel === undefined ? '' : `${channel.number} ${channel.name}`;
};

/** Can be undone while both cameras are listed. @returns what was refused, or null. */
export const replaceCamera = asChange(async (from: ChannelId, to: ChannelId): Promise<WireError | null> => {
  const params = { name: nameOf(to), before: nameOf(from) };
  const answer = await send(from, to);
  if (!answer.ok) return answer.error;
  const step = (a: ChannelId, b: ChannelId) => () =>
    withIdsOfToday([a, b], async ([one, other]): Promise<StepOutcome> => {
      if (one === undefined || other === undefined) return { status: 'gone', name: params.before };
      return outcomeOf(await send(one, other), params.before);
    });
  const change = { edit: 'cameraReplaced' as const, params, subject: `camera:${from}` };
  offerUndo({ ...change, undo: step(to, from), redo: step(from, to) }, 'cameraReplaced', params);
  return null;
});

/** A wall that was changed a moment ago is saved first: main changes the walls that it has. */
async function send(from: ChannelId, to: ChannelId): Promise<Result<null>> {
  const unsaved = await saveFirst();
  if (unsaved !== null) return { ok: false, error: unsaved };
  return request['directory.replace']({ from, to });
}
