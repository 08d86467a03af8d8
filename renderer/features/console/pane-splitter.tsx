import { useText } from '../../i18n/i18n.ts';
import { useConsole } from './model/console.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { useIsNarrow } from '../../ui/rows/use-fit.ts';

const WIDTH_PX = { wide: 580, narrow: 468, min: 340, max: 900 } as const;

/** Width of the form: as the operator set it, else by the width of the window. */
export function useFormWidth(): number {
  const chosenPx = useConsole((state) => state.formWidthPx);
  const isNarrow = useIsNarrow();
  return chosenPx ?? (isNarrow ? WIDTH_PX.narrow : WIDTH_PX.wide);
}

export function PaneSplitter({ widthPx }: { readonly widthPx: number }) {
  const t = useText();
  return (
    <Splitter
      label={t('console.form.resize')}
      sizePx={widthPx}
      minPx={WIDTH_PX.min}
      maxPx={WIDTH_PX.max}
      onResize={(formWidthPx) => useConsole.setState({ formWidthPx })}
    />
  );
}
