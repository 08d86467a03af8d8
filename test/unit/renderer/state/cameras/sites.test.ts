// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { asSiteId, type ChannelId, type SiteId } from '../../../../../preload/domain/ids.ts';
import type { Site } from '../../../../../preload/domain/cameras/sites.ts';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { forgetChanges, undoLast } from '../../../../../renderer/state/page/undo.ts';
import * as sites from '../../../../../renderer/state/cameras/sites.ts';
import { loadAllTexts } from '../../../../area-texts.ts';

await loadAllTexts();

const gate = asSiteId('gate');
const camera = (n: number): ChannelId => `a:d${n}/0` as ChannelId;
const all = [1, 2, 3, 4, 5, 6].map(camera);

/** The site that main stores, and how often it was asked for cameras. */
let kept: { revision: number; cameras: ChannelId[] };
let reads: number;
let failure: string | null;
/** The site in which the gate stands. */
let parentId: SiteId | null;

interface Place {
  readonly channelIds: ChannelId[];
  readonly beforeId: ChannelId | null;
}

const answer = (value: unknown) =>
  Promise.resolve(
    failure === null
      ? { ok: true, value }
      : { ok: false, error: { code: failure, params: { limit: 12 }, retryable: false, action: 'none', vendor: null } },
  );
const keep = (cameras: ChannelId[]): void => {
  kept = { revision: kept.revision + 1, cameras };
};

beforeEach(() => {
  setLocale('en-US');
  kept = { revision: 1, cameras: [...all] };
  reads = 0;
  failure = null;
  parentId = null;
  const request = {
    'site.list': () => {
      const site: Site = { id: gate, parentId, name: 'Gate', revision: kept.revision, cameraCount: 6 };
      return Promise.resolve({ ok: true, value: [site] });
    },
    'site.cameras': ({ offset, limit }: { siteIds: SiteId[]; offset: number; limit: number }) => {
      reads += 1;
      const channelIds = kept.cameras.slice(offset, offset + limit);
      const next = offset + limit < kept.cameras.length ? offset + limit : null;
      return Promise.resolve({
        ok: true,
        value: { parts: [{ siteId: gate, revision: kept.revision, channelIds }], next },
      });
    },
    'site.take-out': ({ channelIds }: { channelIds: ChannelId[] }) => {
      keep(kept.cameras.filter((id) => !channelIds.includes(id)));
      return answer({ count: channelIds.length });
    },
    'site.place': ({ channelIds, beforeId }: Place) => {
      const at = beforeId === null ? kept.cameras.length : kept.cameras.indexOf(beforeId);
      keep([...kept.cameras.slice(0, at), ...channelIds, ...kept.cameras.slice(at)]);
      return answer({ count: channelIds.length });
    },
    'site.move': (place: { readonly parentId: SiteId | null }) => {
      if (failure === null) ({ parentId } = place);
      return answer(null);
    },
  };
  Object.assign(window, { lanner: { request, on: () => () => undefined } });
  sites.useSites.setState(sites.useSites.getInitialState(), true);
});
it('the cameras of a site are read once, and again only when they changed', async () => {
  await sites.loadSites();
  await sites.loadSites();
  expect(reads).toBe(1);
  keep([camera(2)]);
  await sites.loadSites();
  expect(reads).toBe(2);
  expect(sites.camerasOf(gate)).toEqual([camera(2)]);
});

it('cameras that were taken out of a site return by Undo to their places', async () => {
  await sites.loadSites();
  await sites.takeOutOfSite({ id: gate, name: 'Gate' }, [camera(1), camera(3), camera(4), camera(6)]);
  expect(sites.camerasOf(gate)).toEqual([camera(2), camera(5)]);
  useNotices.getState().last?.undo?.run();
  await vi.waitFor(() => expect(sites.camerasOf(gate)).toEqual(all));
});

it('a change of a site that main refuses is reported with the reason', async () => {
  await sites.loadSites();
  failure = 'site.too-deep';
  expect(await sites.moveSite(gate, null, null)).toBe(false);
  expect(useNotices.getState().last?.params).toMatchObject({
    reason: 'The site cannot stand there.',
    why: 'At most 12 sites can stand inside each other.',
  });
});

it('Undo does not move a site that another window moved since, and reports it', async () => {
  const [north, south] = [asSiteId('north'), asSiteId('south')];
  await sites.loadSites();
  forgetChanges();
  await sites.moveSite(gate, north, null);
  parentId = south;
  await sites.loadSites();
  undoLast();
  await vi.waitFor(() => expect(useNotices.getState().last?.key).toBe('undoOvertaken'));
  expect(parentId).toBe(south);
  await sites.moveSite(gate, north, null);
  undoLast();
  await vi.waitFor(() => expect(parentId).toBe(south));
});
