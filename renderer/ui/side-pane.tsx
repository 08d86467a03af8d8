import type { KeyboardEvent, ReactNode } from 'react';
import { useReturnedFocus } from './float/use-returned-focus.ts';
import type { FileDrop } from './form/use-file-drop.ts';
import { IconButton } from './icon-button.tsx';

interface SidePaneProps {
  readonly title: string;
  /** The title names a thing of the operator, whose name may be cut off: its tip shows it whole. */
  readonly isNamed?: boolean;
  readonly closeLabel: string;
  readonly footer?: ReactNode;
  readonly className?: string;
  /** A class of the part that scrolls; null for content that scrolls by itself. */
  readonly content?: string | null;
  readonly drop?: FileDrop['handlers'];
  /** False where a field of the content has the focus first. */
  readonly takesFocus?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of content beside the wall, beside a list or beside the pictures of playback. Escape closes it, and the focus returns to where it was. */
export function SidePane({ title, closeLabel, footer, className, content = '', children, ...props }: SidePaneProps) {
  const { isNamed = false, drop, takesFocus = true, onClose } = props;
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside className={className ?? 'insp wide'} aria-label={title} onKeyDown={onKeyDown} {...drop}>
      <div className="ph">
        <h2 className="el" title={isNamed ? title : undefined}>
          {title}
        </h2>
        <IconButton icon="x" label={closeLabel} autoFocus={takesFocus} onClick={onClose} />
      </div>
      {content === null ? children : <div className={`scr ${content}`}>{children}</div>}
      {footer === undefined ? null : <div className="insp-f">{footer}</div>}
    </aside>
  );
}
