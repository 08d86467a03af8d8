/** The frame of the forms of lists and of consents: the panel beside the stage, its keys and its foot. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useReturnedFocus } from '../../ui/float/use-returned-focus.ts';
import { closeSheet, leaveSheet } from './model/sheet.ts';

interface FrameProps {
  readonly title: string;
  readonly onSave: () => void;
  readonly children: ReactNode;
}

export function SheetFrame({ title, onSave, children }: FrameProps) {
  const t = useText();
  const panel = useRef<HTMLElement>(null);
  useReturnedFocus();
  // A form that focuses no field of its own begins at its top.
  useEffect(() => {
    if (panel.current?.contains(document.activeElement) === false) panel.current.focus();
  }, []);
  return (
    <aside ref={panel} className="beside targets-sheet" aria-label={title} tabIndex={-1}>
      <div className="ph">
        <h2 className="el" title={title}>
          {title}
        </h2>
        <IconButton icon="x" size={14} label={t('targets.close')} onClick={() => leaveSheet(closeSheet)} />
      </div>
      <form
        className="targets-form"
        aria-label={title}
        noValidate
        onSubmit={(event) => (event.preventDefault(), onSave())}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
          event.stopPropagation();
          leaveSheet(closeSheet);
        }}
      >
        {children}
      </form>
    </aside>
  );
}

interface FootProps {
  readonly isBusy: boolean;
  readonly save: string;
}

export function SheetFoot({ isBusy, save }: FootProps) {
  const t = useText();
  return (
    <div className="insp-f">
      <span className="grow" />
      <button type="button" className="btn" onClick={() => leaveSheet(closeSheet)}>
        {t('targets.form.cancel')}
      </button>
      <button type="submit" className="btn pri" aria-busy={isBusy} aria-disabled={isBusy || undefined}>
        {isBusy ? t('targets.form.saving') : save}
      </button>
    </div>
  );
}
