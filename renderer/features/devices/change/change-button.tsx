/** The button over the table that changes what is selected. */
import { useState } from 'react';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { DEVICE_CHANGES } from '../../../../preload/domain/cameras/device-changes.ts';
import { useText } from '../../../i18n/i18n.ts';
import { Menu } from '../../../ui/float/menu.tsx';
import { askChange } from '../model/changing.ts';

/** Changes whose kind differs from those before. */
const STARTS_GROUP: ReadonlySet<string> = new Set(['move', 'enable', 'refresh', 'pullOnDemand', 'connect', 'delete']);

interface ChangeButtonProps {
  /** Gives the selected cameras, of any accounts, once a change is asked for. */
  readonly camerasOf: () => readonly NumberedChannel[];
}

export function ChangeButton({ camerasOf }: ChangeButtonProps) {
  const t = useText();
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const items = DEVICE_CHANGES.map((change) => ({
    id: change,
    name: t(`devices.change.names.${change}`),
    startsGroup: STARTS_GROUP.has(change),
    run: () => void askChange(change, camerasOf()),
  }));
  return (
    <>
      <button
        type="button"
        className="lnk"
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom });
        }}
      >
        {t('devices.change.open')}
      </button>
      {at === null ? null : <Menu label={t('devices.change.menu')} items={items} at={at} onClose={() => setAt(null)} />}
    </>
  );
}
