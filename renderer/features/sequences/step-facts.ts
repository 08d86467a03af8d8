/** The known facts about the target of a step. */
import { useMemo } from 'react';
import type { SequenceStep, StepTarget } from '../../../preload/domain/sequences.ts';
import { frameWorld } from '../../state/sequences/sequence-world.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { framesOf } from '../../state/sequences/sequences-frames.ts';
import { useSites } from '../../state/cameras/sites.ts';
import { useWalls } from '../../state/walls/walls.ts';
import type { IconName } from '../../ui/icons/names.ts';

export interface StepFacts {
  readonly icon: IconName;
  /** As it is called now, or as it was called when it was added. */
  readonly name: string;
  /** The cameras of a site or a group. */
  readonly count: number | null;
  readonly isGone: boolean;
}

const ICONS = { camera: 'device', site: 'map', group: 'folder', wall: 'grid9' } as const satisfies Record<
  string,
  IconName
>;

export function useStepFacts(step: SequenceStep): StepFacts {
  const view = useDirectory((state) => state.view);
  const sites = useSites((state) => state.cameras);
  const accounts = useAccounts((state) => state.accounts);
  const walls = useWalls((state) => state.walls);
  return useMemo(() => {
    const { frames, gone } = framesOf({ steps: [step], dwellSec: 1 }, frameWorld());
    const isMany = step.target.kind === 'site' || step.target.kind === 'group';
    const isGone = gone.length > 0;
    const name = isGone ? step.name : (nameOf(step.target) ?? step.name);
    return { icon: ICONS[step.target.kind], name, count: isMany && !isGone ? frames.length : null, isGone };
    // The world is read from these stores.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [step, view, sites, accounts, walls]);
}

function nameOf(target: StepTarget): string | undefined {
  const { view } = useDirectory.getState();
  switch (target.kind) {
    case 'camera': {
      const channel = view.byId.get(target.channelId);
      return channel && `${channel.number} ${channel.name}`;
    }
    case 'site':
      return useSites.getState().sites.find(({ id }) => id === target.siteId)?.name;
    case 'group':
      return view.parts.flatMap(({ groups }) => groups).find(({ id }) => id === target.groupId)?.name;
    case 'wall':
      return useWalls.getState().walls.find(({ id }) => id === target.wallId)?.name;
    default:
      return target satisfies never;
  }
}
