import { useId, useState, type KeyboardEvent } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { searchCameras } from '../../state/cameras/camera-search.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { OptionList, optionId } from '../../ui/rows/option-list.tsx';

interface CameraPickProps {
  readonly label: string;
  readonly onPick: (id: ChannelId) => void;
  readonly onClose: () => void;
}

const MAX_SHOWN = 6;

/** A field and the cameras that match it; arrows choose, Enter takes. */
export function CameraPick({ label, onPick, onClose }: CameraPickProps) {
  const t = useText();
  const id = useId();
  const view = useDirectory((state) => state.view);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = searchCameras(view, query, MAX_SHOWN);
  const take = (index: number): void => {
    const channel = found[index];
    if (channel !== undefined) onPick(channel.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && found[at] !== undefined) take(at);
    else return;
    event.preventDefault();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <span className="fld sm">
        <input
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found[at] === undefined ? undefined : optionId(id, at)}
          value={query}
          placeholder={label}
          onChange={(event) => (setQuery(event.target.value), setAt(0))}
        />
      </span>
      {found.length === 0 && query.trim() !== '' ? <p className="t2">{t('walls.lost.noCamera', { query })}</p> : null}
      <OptionList
        {...{ id, label, at }}
        className="wl-found"
        options={found.map(({ id: key, number, name }) => ({ key, content: `${number} ${name}` }))}
        onPick={take}
      />
    </div>
  );
}
