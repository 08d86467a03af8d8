import { useRef, type ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { setPreferences, usePreferences } from '../state/page/preferences.ts';
import { Splitter } from '../ui/splitter.tsx';
import { layoutPx } from '../ui/theme/tokens.ts';
import { useIsNarrow } from '../ui/rows/use-fit.ts';

const MAX_WIDTH_PX = 480;

/** How wide the panel must be for the rows in sight of its list, measured while nothing in the rows gives way. */
function widestRowPx(panel: HTMLElement | null): number {
  if (panel === null) return 0;
  const list = panel.querySelector('[role="tree"]');
  const zoom = panel.currentCSSZoom ?? 1;
  const besidePx = panel.offsetWidth - (list?.clientWidth ?? panel.offsetWidth);
  panel.classList.add('fitting');
  const widths = [...panel.querySelectorAll('.tr')].map((row) => row.getBoundingClientRect().width / zoom);
  panel.classList.remove('fitting');
  return Math.ceil(Math.max(0, ...widths)) + besidePx;
}

/** The panel left of the stage. Its default width follows the window; a width that the operator chose stays. */
export function SidePanel({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const panel = useRef<HTMLElement>(null);
  const { wide, narrow, min } = layoutPx.sidePanel;
  const chosenPx = usePreferences((state) => state.sidePanelWidthPx);
  const isNarrow = useIsNarrow();
  const widthPx = chosenPx === wide && isNarrow ? narrow : chosenPx;
  const onResize = (sidePanelWidthPx: number, isFinal: boolean): void => {
    if (isFinal) void setPreferences({ sidePanelWidthPx });
    else usePreferences.setState({ sidePanelWidthPx });
  };
  return (
    <>
      <aside ref={panel} className="side" style={{ width: widthPx }} aria-label={t('shell.regions.side')}>
        {children}
      </aside>
      <Splitter
        label={t('shell.resizeSide')}
        sizePx={widthPx}
        minPx={min}
        maxPx={MAX_WIDTH_PX}
        onResize={onResize}
        fitPx={() => widestRowPx(panel.current)}
      />
    </>
  );
}
