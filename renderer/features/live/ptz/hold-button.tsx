import { useEffect, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { PtzDirection } from '../../../../preload/domain/ptz/ptz.ts';
import { useText } from '../../../i18n/i18n.ts';
import { holdPtz, releasePtz, selectIsOff, usePtz } from '../../../state/players/ptz.ts';
import { useKeys } from '../../../state/actions/shortcuts.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { holdTile } from '../../../ui/tile/tile-hold.ts';

interface HoldButtonProps {
  readonly direction: PtzDirection;
  readonly action?: ActionId;
  /** Why the camera cannot do it. */
  readonly reason?: string | undefined;
  readonly children: ReactNode;
}

const isPress = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' ';

/**
 * Moves the camera while the button is pressed: by pointer, finger, Enter or Space. The camera stops however the press
 * ends.
 */
export function HoldButton({ direction, action, reason, children }: HoldButtonProps) {
  const t = useText();
  const keys = useKeys(action ?? 'ptz.stop');
  const label = t(`live.ptz.directions.${direction}`);
  const isOn = usePtz(({ wish }) => wish?.direction === direction);
  const isTaken = usePtz(selectIsOff);
  const why = reason ?? (isTaken ? t('live.ptz.whyOff') : undefined);
  const keyedLabel =
    action === undefined || keys.text === undefined ? label : t('shell.keyed', { label, keys: keys.text });
  const source = `button ${direction}`;
  const letGo = (): void => releasePtz(source);
  useEffect(() => () => releasePtz(source), [source]);
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || reason !== undefined) return;
    // After this call the release is reported even if the pointer has left the button.
    event.currentTarget.setPointerCapture(event.pointerId);
    holdTile(event.currentTarget);
    holdPtz(source, direction);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!isPress(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat && reason === undefined) holdPtz(source, direction);
  };
  return (
    <button
      type="button"
      className={isOn ? 'lv-hold on' : 'lv-hold'}
      aria-label={label}
      title={why === undefined ? keyedLabel : `${label}: ${why}`}
      aria-disabled={why !== undefined || undefined}
      data-action={action}
      aria-keyshortcuts={action && keys.aria}
      onPointerDown={onPointerDown}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onLostPointerCapture={letGo}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => (isPress(event) ? letGo() : undefined)}
      onBlur={letGo}
    >
      {children}
    </button>
  );
}
