import type { PtzDirection } from '../../../../preload/domain/ptz/ptz.ts';
import { useText } from '../../../i18n/i18n.ts';
import { stopPtz } from '../../../state/players/ptz.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { HoldButton } from './hold-button.tsx';

interface Arrow {
  readonly direction: PtzDirection;
  /** The angle of the arrow from upward, clockwise. */
  readonly degrees: number;
  readonly action?: ActionId;
}

/** In rows of three; the stop is in the middle. */
const BEFORE: readonly Arrow[] = [
  { direction: 'up-left', degrees: -45 },
  { direction: 'up', degrees: 0, action: 'ptz.up' },
  { direction: 'up-right', degrees: 45 },
  { direction: 'left', degrees: -90, action: 'ptz.left' },
];
const AFTER: readonly Arrow[] = [
  { direction: 'right', degrees: 90, action: 'ptz.right' },
  { direction: 'down-left', degrees: -135 },
  { direction: 'down', degrees: 180, action: 'ptz.down' },
  { direction: 'down-right', degrees: 135 },
];

/** Eight directions around the stop. */
export function PtzPad() {
  const t = useText();
  const { label, title, ...stop } = useAction(t('live.ptz.stop'), 'ptz.stop');
  const arrow = ({ degrees, ...of }: Arrow) => (
    <HoldButton key={of.direction} {...of}>
      <svg className="ic" width={14} height={14} viewBox="0 0 16 16" aria-hidden style={{ rotate: `${degrees}deg` }}>
        <path d="M8 13.5V3M3.8 7.2 8 3l4.2 4.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
    </HoldButton>
  );
  return (
    <div className="lv-ptz-pad">
      {BEFORE.map(arrow)}
      <button type="button" className="lv-hold lv-stop" aria-label={label} title={title} {...stop} onClick={stopPtz}>
        <Icon name="square" size={12} />
      </button>
      {AFTER.map(arrow)}
    </div>
  );
}
