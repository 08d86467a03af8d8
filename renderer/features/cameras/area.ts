/** The list of cameras and their sites as an area without a screen, see state/page/area.ts. */
import { followSites, loadSites } from '../../state/cameras/sites.ts';
import type { Area } from '../../state/actions/area.ts';

export const camerasArea = { id: 'cameras', follow: followSites, read: () => void loadSites() } as const satisfies Area;
