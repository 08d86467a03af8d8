import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { MAX_PLAYBACK_CAMERAS } from '../../../../preload/domain/preferences.ts';
import { useText } from '../../../i18n/i18n.ts';
import { searchCameras } from '../../../state/cameras/camera-search.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { OptionList, optionId, type ListedOption } from '../../../ui/rows/option-list.tsx';
import { addToPlayback } from './add-to-playback.ts';
import { useCameraChoice } from './camera-choice.ts';
import { isFull, useSession } from '../session.ts';

const MAX_SHOWN = 8;

/** Finds cameras by number or name; arrows choose, Enter adds, and the field stays for the next camera. */
export function AddCamera() {
  const t = useText();
  const id = useId();
  const view = useDirectory((state) => state.view);
  const isAtLimit = useSession(isFull);
  const cameras = useSession((state) => state.cameras);
  const input = useFocusWhenWanted();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const there = new Set(cameras.map(({ channelId }) => channelId));
  const found = searchCameras(view, query, MAX_SHOWN + there.size)
    .filter((channel) => !there.has(channel.id))
    .slice(0, MAX_SHOWN);
  const take = (i: number): void => {
    const channel = found[i];
    if (channel === undefined || !addToPlayback(channel.id)) return;
    setQuery('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === 'Enter') take(at);
    else if (event.key === 'Escape' && query !== '') setQuery('');
    else return;
    event.preventDefault();
  };
  const isOpen = query.trim() !== '';
  return (
    <div className="playback-add">
      <label className="fld sm">
        <Icon name="search" size={14} />
        <input
          ref={input}
          role="combobox"
          autoComplete="off"
          aria-label={t('playback.add.label')}
          aria-expanded={isOpen && found.length > 0}
          aria-controls={id}
          aria-activedescendant={isOpen && found[at] !== undefined ? optionId(id, at) : undefined}
          value={query}
          disabled={isAtLimit}
          placeholder={isAtLimit ? t('playback.add.full', { count: MAX_PLAYBACK_CAMERAS }) : t('playback.add.label')}
          onChange={(event) => (setQuery(event.target.value), setAt(0))}
          onKeyDown={onKeyDown}
        />
      </label>
      {isOpen && found.length === 0 ? <p className="playback-none t2">{t('playback.add.none', { query })}</p> : null}
      <OptionList
        {...{ id, at }}
        label={t('playback.add.found')}
        className="playback-found"
        options={isOpen ? found.map(optionOf) : []}
        onPick={take}
      />
    </div>
  );
}

const optionOf = ({ id: key, number, name }: NumberedChannel): ListedOption => ({
  key,
  content: (
    <>
      <b>{number}</b> {name}
    </>
  ),
});

/** The focus, when the search of the screen is asked for. */
function useFocusWhenWanted() {
  const input = useRef<HTMLInputElement>(null);
  const wanted = useCameraChoice((state) => state.wanted);
  const taken = useRef(0);
  useEffect(() => {
    if (wanted === taken.current) return;
    taken.current = wanted;
    input.current?.focus();
  }, [wanted]);
  return input;
}
