import { Suspense, useEffectEvent, useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { fetched } from '../../../ui/fetched.ts';
import { sizePx } from '../../../ui/theme/tokens.ts';
import { useVirtualRows, type VirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import { usePreview, usePreviewPointer } from '../preview/preview.ts';
import { SiteMenu } from '../sites/site-menu.tsx';
import { useSiteOverlay } from '../sites/site-overlay.ts';
import { TreeHead } from './tree-head.tsx';
import { indexOfKey } from './tree-keys.ts';
import { TreeRowView } from './tree-row.tsx';
import type { CameraTreeState } from './use-camera-tree.ts';
import { useSiteDrop } from '../sites/use-site-drop.ts';
import { useRevealedRow, useTreeFollowing } from './use-tree-following.ts';
import { useTreeInput } from './use-tree-input.ts';

/** Brings the players with it, which the list alone does not need. */
const CameraPreview = fetched(async () => (await import('../preview/camera-preview.tsx')).CameraPreview);

interface CameraTreeProps {
  readonly tree: CameraTreeState;
  /** Filled with a function that moves the focus from the search field to the first camera. */
  readonly enterRef: RefObject<(() => void) | null>;
}

/** The virtual list: only rows in sight exist, whatever the number of cameras. */
export function CameraTree({ tree, enterRef }: CameraTreeProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const { rows, closed, terms, matches } = tree;
  const virtual = useVirtualRows(box, rows.length, sizePx.rowTree, sizePx.rowTree);
  const { cursor, actions, onKeyDown, enter, go } = useTreeInput(tree, virtual);
  const onTile = useTreeFollowing(tree, virtual);
  useRevealedRow(box, rows, virtual, go);
  const { mark, ...drop } = useSiteDrop(box, tree);
  usePreviewPointer(box, rows);
  const menu = useSiteOverlay(({ open }) => (open.kind === 'menu' ? open : null));
  const menuRow = rows[indexOfKey(rows, menu?.rowKey ?? null)];
  enterRef.current = () => {
    box.current?.focus();
    enter();
  };
  const active = indexOfKey(rows, cursor.activeKey);
  const isInSight = active >= virtual.from && active < virtual.to;
  useActiveInSight({ box, tree, virtual, active, isInSight });
  const onFocus = (event: FocusEvent): void => {
    if (active < 0 && rows.length > 0) enter();
    // A press of the pointer gives the focus too, and the row under the pointer must not move.
    else if (event.currentTarget.matches(':focus-visible')) virtual.reveal(active);
  };
  return (
    // Nothing that lies over the wall stands in the box: the box is a layer of its own.
    <>
      <div className="cameras-box">
        <div
          ref={box}
          className="tree"
          role="tree"
          data-scope="tree"
          tabIndex={0}
          aria-label={t('cameras.tree')}
          aria-multiselectable="true"
          aria-activedescendant={isInSight ? `camera-row-${active}` : undefined}
          onScroll={virtual.onScroll}
          onKeyDown={onKeyDown}
          {...drop}
          onFocus={onFocus}
        >
          <div style={{ height: rows.length * sizePx.rowTree }}>
            {rows.slice(virtual.from, virtual.to).map((row, i) => {
              const index = virtual.from + i;
              return (
                <TreeRowView
                  key={row.key}
                  id={`camera-row-${index}`}
                  row={row}
                  index={index}
                  topPx={index * sizePx.rowTree}
                  isActive={index === active}
                  isSelected={row.kind === 'camera' ? cursor.selected.has(row.key) : index === active}
                  isClosed={matches === null && closed.has(row.key)}
                  isDrop={mark?.kind === 'row' && mark.index === index}
                  terms={terms}
                  matches={matches === null ? null : (matches.byGroup.get(row.key) ?? 0)}
                  isOnTile={row.kind === 'camera' && row.channel.id === onTile}
                  actions={actions}
                />
              );
            })}
            {mark?.kind === 'line' ? <div className="drop-line" style={{ top: mark.index * sizePx.rowTree }} /> : null}
          </div>
        </div>
        <TreeHead
          rows={rows}
          first={virtual.first}
          isNarrow={matches !== null}
          widthPx={virtual.widthPx}
          onPick={(row) => go(rows.indexOf(row))}
        />
      </div>
      <Preview />
      {menu !== null && menuRow !== undefined ? <SiteMenu scope={{ tree, cursor, row: menuRow }} at={menu.at} /> : null}
    </>
  );
}

interface InSight {
  readonly box: RefObject<HTMLElement | null>;
  readonly tree: CameraTreeState;
  readonly virtual: VirtualRows;
  readonly active: number;
  readonly isInSight: boolean;
}

/** Keeps the active row in sight while the rows change around it, and shows new results from the first row on. */
function useActiveInSight({ box, tree, virtual, active, isInSight }: InSight): void {
  const { rows, terms, filter, matches } = tree;
  const isNarrowed = matches !== null;
  const { toTop } = virtual;
  const wasInSight = useRef(isInSight);
  // The focus of the tree shows on a row only. When the rows change around the active row, as after a search was cleared,
  // the list follows that row; a list that the operator scrolled away from it stays where it is.
  const follow = useEffectEvent(() => {
    if (wasInSight.current && document.activeElement === box.current && active >= 0) virtual.reveal(active);
  });
  useLayoutEffect(() => follow(), [rows]);
  useLayoutEffect(() => {
    wasInSight.current = isInSight;
  });
  // Show the results of a new search or filter from the first row on.
  useLayoutEffect(() => {
    if (isNarrowed) toTop();
  }, [toTop, terms, filter, isNarrowed]);
}

/** Preview of the camera under the pointer. */
function Preview() {
  const target = usePreview((state) => state.target);
  if (target === null) return null;
  return (
    <Suspense fallback={null}>
      <CameraPreview key={target.channelId} target={target} />
    </Suspense>
  );
}
