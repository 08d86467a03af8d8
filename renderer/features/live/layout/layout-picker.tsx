import { useEffect, useRef, type KeyboardEvent } from 'react';
import { isSameLayout, LAYOUT_PRESETS, type WallLayout } from '../../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeLayoutPanel, openLayoutPanel } from '../model/layout-panel.ts';
import { useKeys } from '../../../state/actions/shortcuts.ts';
import { setLayout } from '../../../state/walls/walls.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { LayoutPicture } from '../../../ui/layout-picture.tsx';
import { ALL_LAYOUTS, FURTHER_LAYOUTS, layoutName, shortName } from './layout-choices.ts';

const COLUMNS = 6;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

/** Every layout as a picture: one stop for Tab; the arrows move, Enter chooses. */
export function LayoutPicker({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const { text: drawKeys } = useKeys('wall.draw');
  const box = useRef<HTMLDivElement>(null);
  const current = ALL_LAYOUTS.findIndex((layout) => isSameLayout(layout, wall.layout));
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('[data-choice][tabindex="0"]')?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const choices = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choice]')];
    const at = choices.indexOf(document.activeElement as HTMLElement);
    const step = STEPS[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    choices[Math.max(0, Math.min(choices.length - 1, at + step))]?.focus();
  };
  const choice = (layout: WallLayout) => (
    <Choice
      key={layoutName(t, layout)}
      layout={layout}
      isCurrent={isSameLayout(layout, wall.layout)}
      isStop={isSameLayout(layout, ALL_LAYOUTS[Math.max(0, current)] ?? 1)}
    />
  );
  return (
    <>
      <div ref={box} className="lv-choices" role="listbox" aria-label={t('live.toolbar.layout')} onKeyDown={onKeyDown}>
        {LAYOUT_PRESETS.map(choice)}
        <span className="lv-choices-gap" role="presentation" />
        {FURTHER_LAYOUTS.map(choice)}
      </div>
      <button type="button" className="btn lv-draw" onClick={() => openLayoutPanel('draw')}>
        <Icon name="edit" size={14} />
        <span className="grow">{t('live.layouts.draw')}</span>
        {drawKeys === undefined ? null : <Kbd keys={drawKeys} />}
      </button>
    </>
  );
}

interface ChoiceProps {
  readonly layout: WallLayout;
  readonly isCurrent: boolean;
  readonly isStop: boolean;
}

function Choice({ layout, isCurrent, isStop }: ChoiceProps) {
  const t = useText();
  const name = layoutName(t, layout);
  return (
    <button
      type="button"
      role="option"
      data-choice
      className="lv-choice"
      tabIndex={isStop ? 0 : -1}
      aria-selected={isCurrent}
      aria-label={name}
      title={name}
      onClick={() => {
        closeLayoutPanel();
        setLayout(layout);
      }}
    >
      <LayoutPicture layout={layout} width={57} height={33} />
      <span data-shown={shortName(layout)} />
    </button>
  );
}
