/** Takes bundles that are dropped on the screen, and lets the operator choose a ZIP. */
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { checkDropped, checkZip } from './model/dropped.ts';

const isFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** The stage of exports: a bundle that is dropped anywhere on it is checked. */
export function DropStage({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const [isOver, setIsOver] = useState(false);
  const onDragOver = (event: DragEvent): void => {
    if (!isFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setIsOver(true);
  };
  const onDragLeave = (event: DragEvent): void => {
    // Also fires between the parts of the stage.
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    setIsOver(false);
    if (!isFiles(event)) return;
    event.preventDefault();
    void checkDropped(event.dataTransfer);
  };
  return (
    <section
      className={isOver ? 'stage exports exports-over' : 'stage exports'}
      {...{ onDragEnter: onDragOver, onDragOver, onDragLeave, onDrop }}
    >
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
