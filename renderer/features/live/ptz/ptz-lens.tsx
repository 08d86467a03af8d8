import type { PtzDirection } from '../../../../preload/domain/ptz/ptz.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { IconName } from '../../../ui/icons/names.ts';
import { HoldButton } from './hold-button.tsx';

interface PtzLensProps {
  readonly label: string;
  /** In place of the label where there is no room for the label. */
  readonly icon: IconName;
  readonly less: PtzDirection;
  readonly more: PtzDirection;
  readonly keys: readonly [ActionId, ActionId];
  /** Why the camera cannot do it. */
  readonly reason?: string | undefined;
}

/** The two directions of one lens motor. */
export function PtzLens({ label, icon, less, more, keys: [lessKey, moreKey], reason }: PtzLensProps) {
  return (
    <>
      <span className="lv-ptz-label" title={label}>
        <Icon name={icon} size={14} />
        <span>{label}</span>
      </span>
      <HoldButton direction={less} action={lessKey} reason={reason}>
        <Icon name="minus" size={14} />
      </HoldButton>
      <HoldButton direction={more} action={moreKey} reason={reason}>
        <Icon name="plus" size={14} />
      </HoldButton>
    </>
  );
}
