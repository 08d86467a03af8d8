// @vitest-environment jsdom
/** Sites moved by keys that are quicker than main. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { SiteId } from '../../../../../../preload/domain/ids.ts';
import type { Site } from '../../../../../../preload/domain/cameras/sites.ts';
import { commandForKey, type RowScope } from '../../../../../../renderer/features/cameras/sites/site-commands.ts';
import { NO_CURSOR } from '../../../../../../renderer/features/cameras/tree/tree-keys.ts';
import { NO_FILTER } from '../../../../../../renderer/features/cameras/tree/tree-filter.ts';
import type { CameraTreeState } from '../../../../../../renderer/features/cameras/tree/use-camera-tree.ts';
import { useSites } from '../../../../../../renderer/state/cameras/sites.ts';
import { installMain } from '../../../page.tsx';
import { PATIENT } from '../../../../../patience.ts';

const [gates, docks, yards] = ['gates', 'docks', 'yards'] as unknown as [SiteId, SiteId, SiteId];
const siteOf = (id: SiteId): Site => ({ id, parentId: null, name: id, revision: 1, cameraCount: 0 });

let sites: Site[];
let moves: string[];

beforeEach(() => {
  sites = [siteOf(gates), siteOf(yards), siteOf(docks)];
  moves = [];
  useSites.setState({ sites, cameras: new Map() });
  installMain({
    'site.list': () => Promise.resolve({ ok: true, value: sites }),
    'site.move': ({ siteId, parentId, beforeId }) => {
      moves.push(`${siteId} into ${parentId ?? 'top'} before ${beforeId ?? 'end'}`);
      const moved = { ...siteOf(siteId), parentId };
      const rest = sites.filter(({ id }) => id !== siteId);
      const at = rest.findIndex(({ id }) => id === beforeId);
      sites = at < 0 ? [...rest, moved] : rest.toSpliced(at, 0, moved);
      return Promise.resolve({ ok: true, value: moved });
    },
  });
});

/** The key as the tree receives it, while the row still comes from the last reading of the sites. */
function press(key: string): void {
  const row = { kind: 'group', key: docks, name: docks, site: docks, groupKind: null, level: 2, parentKey: null };
  const tree = { rows: [row], trees: [], terms: [], filter: NO_FILTER } as unknown as CameraTreeState;
  const stroke = { key, code: key, ctrlKey: false, metaKey: false, altKey: true, shiftKey: false };
  commandForKey(stroke, { tree, cursor: NO_CURSOR, row } as unknown as RowScope)?.();
}

it('a site stays in the site that it was moved into, although the next key came before the move was done', async () => {
  press('ArrowRight');
  press('ArrowDown');
  press('ArrowLeft');
  await vi.waitFor(() => expect(moves).toHaveLength(2), PATIENT);
  expect(moves).toEqual(['docks into yards before end', 'docks into top before end']);
});
