/** Choices for a new step by typing: cameras, sites, groups; or walls. */
import type { SequenceKind, SequenceStep } from '../../../preload/domain/sequences.ts';
import { searchCameras, isMatch } from '../../state/cameras/camera-search.ts';
import { termsOf } from '../../state/page/name-search.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { useSites } from '../../state/cameras/sites.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { cameraStep } from './step-drag.ts';

export type Choice = Omit<SequenceStep, 'dwellSec'>;

const MAX_CHOICES = 12;
const MAX_GROUPS = 4;

/** Sites and groups first: there are fewer, and one of them stands for many cameras. */
export function choicesFor(kind: SequenceKind, query: string): readonly Choice[] {
  const terms = termsOf(query);
  const fits = ({ name }: { readonly name: string }): boolean => isMatch(name.toLowerCase(), terms);
  if (kind === 'walls') {
    const walls = useWalls.getState().walls.filter(fits);
    return walls.map(({ id, name }) => ({ target: { kind: 'wall', wallId: id }, name }));
  }
  if (terms.length === 0) return [];
  const { view } = useDirectory.getState();
  const sites = useSites.getState().sites.filter(fits).slice(0, MAX_GROUPS);
  const groups = view.parts.flatMap((part) => part.groups.filter(fits)).slice(0, MAX_GROUPS);
  const cameras = searchCameras(view, query, MAX_CHOICES);
  const choices: readonly Choice[] = [
    ...sites.map(({ id, name }): Choice => ({ target: { kind: 'site', siteId: id }, name })),
    ...groups.map(({ id, name }): Choice => ({ target: { kind: 'group', groupId: id }, name })),
    ...cameras.map(({ id }) => cameraStep(id)),
  ];
  return choices.slice(0, MAX_CHOICES);
}
