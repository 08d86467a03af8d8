import { useText } from '../../../i18n/i18n.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { GridDrawing } from './use-grid-drawing.ts';

/** How many columns and rows the grid has. */
export function GridSize({ grid }: { readonly grid: GridDrawing }) {
  const t = useText();
  const { columns, rows } = grid.drawing;
  const stepper = (label: string, value: number, to: (value: number) => readonly [number, number]) => {
    const button = (icon: 'minus' | 'plus', name: string, next: number) => {
      const [wide, high] = to(next);
      const reason = grid.canSize(wide, high) ? undefined : t('live.layouts.sizeLimit');
      return (
        <IconButton icon={icon} size={14} label={name} disabledReason={reason} onClick={() => grid.size(wide, high)} />
      );
    };
    return (
      <span className="row g2 lv-stepper" role="group" aria-label={label}>
        <span className="t2">{label}</span>
        {button('minus', t('live.layouts.fewer', { name: label }), value - 1)}
        <b aria-live="polite">{value}</b>
        {button('plus', t('live.layouts.more', { name: label }), value + 1)}
      </span>
    );
  };
  return (
    <div className="line">
      {stepper(t('live.layouts.columns'), columns, (value) => [value, rows])}
      {stepper(t('live.layouts.rows'), rows, (value) => [columns, value])}
    </div>
  );
}
