import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../../../i18n/i18n.ts';
import { pageSize } from '../../../ui/theme/text-scale.ts';
import { leadOf, reasonWords, type Cell } from './capability-cell.ts';

export interface TipPlace {
  readonly cell: Cell;
  /** Of the cell, in the window. */
  readonly box: DOMRect;
}

const GAP_PX = 4;
const MARGIN_PX = 8;

/** The reason of one cell and the operations behind it, below the cell, or above where there is no room. */
export function CapabilityTip({ cell, box }: TipPlace) {
  const t = useText();
  const lead = leadOf(cell);
  const tip = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    const { offsetWidth, offsetHeight } = tip.current ?? { offsetWidth: 0, offsetHeight: 0 };
    const zoom = tip.current?.currentCSSZoom ?? 1;
    const { widthPx, heightPx } = pageSize();
    const [left, top, bottom] = [box.left / zoom, box.top / zoom, box.bottom / zoom];
    const isBelow = bottom + GAP_PX + offsetHeight <= heightPx - MARGIN_PX;
    setPlace({
      left: Math.max(MARGIN_PX, Math.min(left, widthPx - offsetWidth - MARGIN_PX)),
      top: isBelow ? bottom + GAP_PX : top - GAP_PX - offsetHeight,
    });
  }, [box, cell]);
  // Out of the scrolling list, which would cut it off.
  return createPortal(
    <div ref={tip} role="tooltip" className="float mx-tip" style={place}>
      <p className="b">{t(`clouds.capabilities.${cell.capability}`)}</p>
      <p className="t2">{reasonWords(t, cell)}</p>
      {cell.operations.length === 0 ? null : (
        <p className="t3 mono">{t('clouds.capabilities.via', { names: cell.operations.join(', ') })}</p>
      )}
      {lead === null ? null : <p>{t(`clouds.capabilities.leads.${lead}`)}</p>}
    </div>,
    document.body,
  );
}
