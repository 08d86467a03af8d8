import { gridOf, isSameLayout, tileCount, type WallLayout } from '../../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText } from '../../../i18n/i18n.ts';
import { toggleLayoutPanel, useLayoutPanel } from '../model/layout-panel.ts';
import { useActionProps, useLabel } from '../../../state/actions/shortcuts.ts';
import { setLayout } from '../../../state/walls/walls.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { LayoutPicture } from '../../../ui/layout-picture.tsx';
import { layoutName, QUICK_LAYOUTS } from './layout-choices.ts';

/** Buttons for the usual layouts, and a button for all others, which also shows a layout that is not usual. */
export function LayoutButtons({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const isOpen = useLayoutPanel((state) => state.mode !== 'closed');
  const openLabel = useLabel(t('live.layouts.open'), 'wall.layouts');
  const isUsual = QUICK_LAYOUTS.some((layout) => layout === wall.layout);
  return (
    <div className="seg lv-layouts" role="group" aria-label={t('live.toolbar.layout')}>
      {QUICK_LAYOUTS.map((layout) => (
        <LayoutButton key={layout} wall={wall} layout={layout} />
      ))}
      <button
        type="button"
        className="lv-more-layouts"
        {...useActionProps('wall.layouts')}
        aria-label={openLabel}
        title={openLabel}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-pressed={!isUsual}
        aria-disabled={wall.isLocked || undefined}
        onClick={toggleLayoutPanel}
      >
        {isUsual ? null : <OtherLayout layout={wall.layout} />}
        <Icon name="chev-d" size={12} />
      </button>
    </div>
  );
}

interface LayoutButtonProps {
  readonly wall: Wall;
  readonly layout: (typeof QUICK_LAYOUTS)[number];
}

function LayoutButton({ wall, layout }: LayoutButtonProps) {
  const t = useText();
  const label = layoutName(t, layout);
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isSameLayout(wall.layout, layout)}
      aria-disabled={wall.isLocked || undefined}
      {...useActionProps(`wall.layout${layout}`)}
      onClick={() => setLayout(layout)}
    >
      <LayoutPicture layout={layout} width={15} height={15} />
    </button>
  );
}

/** Grids with more columns or rows cannot be drawn in the toolbar so that they are recognised. */
const MAX_DRAWN_UNITS = 5;

function OtherLayout({ layout }: { readonly layout: WallLayout }) {
  const { columns, rows } = gridOf(layout);
  if (Math.max(columns, rows) > MAX_DRAWN_UNITS) return <b>{tileCount(layout)}</b>;
  return <LayoutPicture layout={layout} width={15} height={15} />;
}
