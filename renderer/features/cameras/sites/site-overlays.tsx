import { Suspense, useMemo } from 'react';
import type { SiteId } from '../../../../preload/domain/ids.ts';
import { subtreeOf } from '../../../../preload/domain/cameras/sites.ts';
import { useText } from '../../../i18n/i18n.ts';
import { addToSite, createSite, moveSite, useSites } from '../../../state/cameras/sites.ts';
import { fetched } from '../../../ui/fetched.ts';
import { CloudCreate, CloudFind, CloudRename, useGroupOffersOfAll } from '../cloud-groups/cloud-overlays.tsx';
import { SiteForm } from './site-form.tsx';
import { closeOverlay, openOverlay, useSiteOverlay, type SiteOverlay } from './site-overlay.ts';
import { SitePicker } from './site-picker.tsx';

const CloudDelete = fetched(async () => (await import('../cloud-groups/cloud-delete.tsx')).CloudDelete);

const NO_SITES: ReadonlySet<SiteId> = new Set();

/** The field or the choice that stands above the tree while a site is made, renamed, moved or given cameras. */
export function SiteOverlays({ onShow }: { readonly onShow: (words: string) => void }) {
  useGroupOffersOfAll();
  const open = useSiteOverlay((state) => state.open);
  switch (open.kind) {
    case 'create':
      return <SiteForm key={open.parent?.id ?? 'top'} {...{ site: null, ...open, onClose: closeOverlay }} />;
    case 'rename':
      return <SiteForm key={open.site.id} site={open.site} parent={null} channelIds={[]} onClose={closeOverlay} />;
    case 'add':
      return <AddPicker open={open} />;
    case 'move':
      return <MovePicker open={open} />;
    case 'cloudCreate':
      return <CloudCreate key={open.parent?.id ?? 'top'} {...open} />;
    case 'cloudRename':
      return <CloudRename key={open.group.id} group={open.group} />;
    case 'cloudDelete':
      return (
        <Suspense fallback={null}>
          <CloudDelete group={open.group} />
        </Suspense>
      );
    case 'cloudFind':
      return <CloudFind key={open.accountId} accountId={open.accountId} onShow={onShow} />;
    case 'none':
    case 'menu':
      return null;
  }
}

function AddPicker({ open }: { readonly open: Extract<SiteOverlay, { kind: 'add' }> }) {
  const t = useText();
  const { channelIds } = open;
  return (
    <SitePicker
      title={t('cameras.sites.pick.add', { count: channelIds.length })}
      without={NO_SITES}
      hasTop={false}
      onPick={({ site }) => {
        closeOverlay();
        if (site !== null) void addToSite(site, channelIds);
      }}
      onCreate={(name) =>
        void createSite(null, name).then((answer) => {
          if (!answer.ok) return openOverlay({ kind: 'create', parent: null, channelIds });
          closeOverlay();
          void addToSite(answer.value, channelIds);
        })
      }
      onClose={closeOverlay}
    />
  );
}

function MovePicker({ open }: { readonly open: Extract<SiteOverlay, { kind: 'move' }> }) {
  const t = useText();
  const sites = useSites((state) => state.sites);
  const own = useMemo(() => new Set(subtreeOf(sites, open.site.id).map(({ id }) => id)), [sites, open.site.id]);
  return (
    <SitePicker
      title={t('cameras.sites.pick.move', { name: open.site.name })}
      without={own}
      hasTop={open.site.parentId !== null}
      onPick={({ site }) => {
        closeOverlay();
        void moveSite(open.site.id, site?.id ?? null, null);
      }}
      onCreate={null}
      onClose={closeOverlay}
    />
  );
}
