/** The presets of the camera whose controls are open on a tile, as a menu beside the pad. */
import { useEffect, useReducer, useState } from 'react';
import { createPortal } from 'react-dom';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { runAction } from '../../../state/actions/shortcut-actions.ts';
import { followPresetItems, presetItems, whyNone } from '../../../state/presets/preset-items.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/float/menu.tsx';

interface Point {
  readonly x: number;
  readonly y: number;
}

export function PadPresets({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const [at, setAt] = useState<Point | null>(null);
  const why = whyNone(channelId);
  return (
    <>
      <IconButton
        icon="layers"
        size={14}
        label={t('presets.names.menu')}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        disabledReason={why === null ? undefined : t(`presets.names.none.${why}`)}
        onClick={({ currentTarget }) => {
          const { right, top } = currentTarget.getBoundingClientRect();
          setAt({ x: right + 2, y: top });
        }}
      />
      {at === null ? null : <PresetsMenu channelId={channelId} at={at} onClose={() => setAt(null)} />}
    </>
  );
}

interface PresetsMenuProps {
  readonly channelId: ChannelId;
  readonly at: Point;
  readonly onClose: () => void;
}

function PresetsMenu({ channelId, at, onClose }: PresetsMenuProps) {
  const t = useText();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => followPresetItems(channelId, redraw), [channelId]);
  const items = presetItems(t, channelId, () => void runAction('presets.open'));
  // Outside the tile, which would clip the menu.
  return createPortal(<Menu label={t('presets.names.menu')} {...{ items, at, onClose }} />, document.body);
}
