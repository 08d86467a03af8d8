/** Dragging cameras and sites onto sites, and cameras onto groups of their cloud. The wall takes the same drag by its own data type. */
import { useState, type DragEvent, type RefObject } from 'react';
import { askCloudMove } from '../../../state/cameras/cloud-move.ts';
import { moveSite, placeInSite, useSites, addToSite } from '../../../state/cameras/sites.ts';
import { isKiosk } from '../../../state/page/kiosk.ts';
import { sizePx } from '../../../ui/theme/tokens.ts';
import { siteOf } from './site-commands.ts';
import { landingOf, type Dragged, type Landing, type Mark } from './site-drop.ts';
import type { CameraTreeState } from '../tree/use-camera-tree.ts';

/** The browser keeps the data of a drag from those that it passes over; this page may know its own. */
let dragged: Dragged | null = null;

export function setDragged(what: Dragged | null): void {
  dragged = what;
}

export interface SiteDrop {
  readonly mark: Mark | null;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
  readonly onDragEnd: () => void;
}

/** With Ctrl a camera stays in the site that it is dragged from. */
const isCopy = (event: DragEvent): boolean => event.ctrlKey || event.metaKey;

export function useSiteDrop(box: RefObject<HTMLElement | null>, tree: CameraTreeState): SiteDrop {
  const [mark, setMark] = useState<Mark | null>(null);
  const show = (next: Mark | null): void =>
    setMark((now) => (now?.kind === next?.kind && now?.index === next?.index ? now : next));
  const landing = (event: DragEvent): Landing | null => {
    const element = box.current;
    const list = element?.firstElementChild;
    if (dragged === null || !list || isKiosk()) return null;
    const downPx = (event.clientY - list.getBoundingClientRect().top) / (list.currentCSSZoom ?? 1);
    const rowsDown = downPx / sizePx.rowTree;
    const index = Math.floor(rowsDown);
    const { sites } = useSites.getState();
    return landingOf(dragged, { rows: tree.rows, index, share: rowsDown - index, sites, closed: tree.closed });
  };
  return {
    mark,
    onDragOver: (event) => {
      const at = landing(event);
      show(at?.mark ?? null);
      if (at === null || dragged === null) return;
      event.preventDefault();
      const isMove = dragged.kind === 'site' || at.kind === 'group' || (dragged.fromSiteId !== null && !isCopy(event));
      event.dataTransfer.dropEffect = isMove ? 'move' : 'copy';
    },
    onDragLeave: (event) => {
      const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!isInside) show(null);
    },
    onDrop: (event) => {
      const at = landing(event);
      show(null);
      if (at === null || dragged === null) return;
      event.preventDefault();
      land(dragged, at, isCopy(event));
      dragged = null;
    },
    onDragEnd: () => {
      dragged = null;
      show(null);
    },
  };
}

function land(what: Dragged, at: Landing, isCopied: boolean): void {
  if (what.kind === 'site' && at.kind === 'site') void moveSite(what.siteId, at.parentId, at.beforeId);
  if (what.kind !== 'cameras' || at.kind === 'site') return;
  if (at.kind === 'group') return askCloudMove({ channelIds: what.channelIds, groupId: at.groupId });
  const { siteId, beforeId } = at;
  const site = siteOf(siteId);
  const { channelIds, fromSiteId } = what;
  if (fromSiteId === null && beforeId === null && site !== null) return void addToSite(site, channelIds);
  void placeInSite({ siteId, channelIds, beforeId, fromSiteId: isCopied ? null : fromSiteId });
}
