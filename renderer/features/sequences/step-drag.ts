/** Reads the data of a drag onto the steps: a step of the same list, cameras, or a whole site or group of the tree. */
import type { ChannelId, OrgNodeId, SiteId } from '../../../preload/domain/ids.ts';
import type { SequenceKind, SequenceStep } from '../../../preload/domain/sequences.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { CHANNELS_TYPE, channelsIn, GROUP_TYPE } from '../../state/page/drag-types.ts';

export const STEP_TYPE = 'application/x-lanner-step';

type Added = Omit<SequenceStep, 'dwellSec'>;

export function isStepDrag({ types }: Pick<DataTransfer, 'types'>, kind: SequenceKind): boolean {
  return (
    types.includes(STEP_TYPE) ||
    (kind === 'cameras' && [CHANNELS_TYPE, GROUP_TYPE].some((type) => types.includes(type)))
  );
}

/** The steps that a drag from the tree stands for. A group stays a group, so that cameras that join it later take part. */
export function stepsIn(data: Pick<DataTransfer, 'getData'>): readonly Added[] {
  const group = parsed(data.getData(GROUP_TYPE));
  if (isGroup(group)) {
    const { kind, id, name } = group;
    return [{ target: kind === 'site' ? { kind, siteId: id as SiteId } : { kind, groupId: id as OrgNodeId }, name }];
  }
  return channelsIn(data.getData(CHANNELS_TYPE)).map(cameraStep);
}

export function cameraStep(channelId: ChannelId): Added {
  const channel = useDirectory.getState().view.byId.get(channelId);
  return { target: { kind: 'camera', channelId }, name: channel ? `${channel.number} ${channel.name}` : '' };
}

interface DraggedGroup {
  readonly kind: 'site' | 'group';
  readonly id: string;
  readonly name: string;
}

function isGroup(value: unknown): value is DraggedGroup {
  if (value === null || typeof value !== 'object') return false;
  const { kind, id, name } = value as Partial<DraggedGroup>;
  return (kind === 'site' || kind === 'group') && typeof id === 'string' && typeof name === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
