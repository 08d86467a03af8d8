import type { PtzDirection } from '../../../../preload/domain/ptz.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { HoldButton } from './hold-button.tsx';

interface PtzLensProps {
  readonly label: string;
  readonly less: PtzDirection;
  readonly more: PtzDirection;
  readonly keys: readonly [ActionId, ActionId];
}

/** The two directions of one lens motor. */
export function PtzLens({ label, less, more, keys: [lessKey, moreKey] }: PtzLensProps) {
  return (
    <>
      <span>{label}</span>
      <HoldButton direction={less} action={lessKey}>
        <Icon name="minus" size={14} />
      </HoldButton>
      <HoldButton direction={more} action={moreKey}>
        <Icon name="plus" size={14} />
      </HoldButton>
    </>
  );
}
