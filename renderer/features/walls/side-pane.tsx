import type { KeyboardEvent, ReactNode } from 'react';
import { closeWallSide } from '../../state/page/wall-panel.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { FileDrop } from '../../ui/form/use-file-drop.ts';
import { useReturnedFocus } from '../../ui/float/use-returned-focus.ts';

interface SidePaneProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly footer?: ReactNode;
  readonly className?: string;
  readonly drop?: FileDrop['handlers'];
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** The frame of what stands beside the wall; Escape closes it. */
export function SidePane({ title, closeLabel, footer, className, drop, onClose, children }: SidePaneProps) {
  useReturnedFocus();
  const close = onClose ?? closeWallSide;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  return (
    <aside className={className ?? 'insp wide'} aria-label={title} onKeyDown={onKeyDown} {...drop}>
      <div className="ph">
        <h2 className="el" title={title}>
          {title}
        </h2>
        <IconButton icon="x" label={closeLabel} autoFocus onClick={close} />
      </div>
      <div className="scr">{children}</div>
      {footer === undefined ? null : <div className="insp-f">{footer}</div>}
    </aside>
  );
}
