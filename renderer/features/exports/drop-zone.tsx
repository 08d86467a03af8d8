/** Takes bundles that are dropped on the screen, and lets the operator choose a ZIP. */
import { useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { droppedIn } from '../../state/page/dropped.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { useFileDrop } from '../../ui/form/use-file-drop.ts';
import { checkDropped, checkZip } from './model/dropped.ts';

/** The stage of exports: a bundle that is dropped anywhere on it is checked. */
export function DropStage({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const { isOver, handlers } = useFileDrop((data) => void checkDropped(droppedIn(data)));
  return (
    <section className={isOver ? 'stage exports exports-over' : 'stage exports'} {...handlers}>
      {children}
      <p className="exports-drop t2">
        <Icon name="import" size={14} />
        {t('exports.check.drop')}
      </p>
    </section>
  );
}

/** The button that chooses a ZIP; a page cannot choose a folder and read it in place. */
export function ZipButton() {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const { label, ...action } = useAction(t('exports.names.actions.exports.checkZip'), 'exports.checkZip');
  const choose = (): void => input.current?.click();
  useActions({ 'exports.checkZip': choose });
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void checkZip(file);
          target.value = ''; // the same file can be chosen again
        }}
      />
      <button type="button" className="btn sm" {...action} onClick={choose}>
        <Icon name="import" size={14} />
        {label}
      </button>
    </>
  );
}
