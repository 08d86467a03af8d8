/** Overlays of the tree of cameras: the menu of a row, the field for a name, the choice of a site, a question. */
import { create } from 'zustand';
import type { AccountId, ChannelId } from '../../../../preload/domain/ids.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import type { CloudGroup } from '../cloud-groups/cloud-groups.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type SiteOverlay =
  | { readonly kind: 'none' }
  | { readonly kind: 'menu'; readonly rowKey: string; readonly at: Point }
  | { readonly kind: 'create'; readonly parent: Site | null; readonly channelIds: readonly ChannelId[] }
  | { readonly kind: 'rename'; readonly site: Site }
  | { readonly kind: 'add'; readonly channelIds: readonly ChannelId[] }
  | { readonly kind: 'move'; readonly site: Site }
  | { readonly kind: 'cloudCreate'; readonly accountId: AccountId; readonly parent: CloudGroup | null }
  | { readonly kind: 'cloudRename' | 'cloudDelete'; readonly group: CloudGroup }
  | { readonly kind: 'cloudFind'; readonly accountId: AccountId };

export const useSiteOverlay = create<{ readonly open: SiteOverlay }>(() => ({ open: { kind: 'none' } }));

export function openOverlay(open: SiteOverlay): void {
  useSiteOverlay.setState({ open });
}

/** The same function for ever, so that listeners for a click elsewhere are not set up again. */
export function closeOverlay(): void {
  useSiteOverlay.setState({ open: { kind: 'none' } });
}
