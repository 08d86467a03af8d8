import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { setPreferences, usePreferences } from '../state/page/preferences.ts';
import { Splitter } from '../ui/splitter.tsx';
import { layoutPx } from '../ui/theme/tokens.ts';
import { useIsNarrow } from '../ui/use-fit.ts';

const MAX_WIDTH_PX = 480;

/** The panel left of the stage. Its default width follows the window; a width that the operator chose stays. */
export function SidePanel({ children }: { readonly children: ReactNode }) {
  const t = useText();
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
      <aside className="side" style={{ width: widthPx }} aria-label={t('shell.regions.side')}>
        {children}
      </aside>
      <Splitter label={t('shell.resizeSide')} widthPx={widthPx} minPx={min} maxPx={MAX_WIDTH_PX} onResize={onResize} />
    </>
  );
}
