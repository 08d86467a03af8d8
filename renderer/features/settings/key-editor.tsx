import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { conflictsOf } from '../../state/actions/shortcut-bindings.ts';
import { chordOf, isComposing, printChord, type Chord } from '../../state/actions/shortcut-keys.ts';
import type { ActionRow } from '../../state/actions/shortcut-table.ts';
import { bindKey, isMac, resetKeys, swapKey, unbindKeys } from '../../state/actions/shortcuts.ts';
import type { KeyRow } from './key-rows.ts';

interface KeyEditorProps {
  readonly row: KeyRow;
  readonly onClose: () => void;
}

/** Takes the next key for an action. A key that another action has is offered as a swap; nothing is taken silently. */
export function KeyEditor({ row, onClose }: KeyEditorProps) {
  const t = useText();
  const { action, title } = row;
  const chosen = usePreferences((state) => state.shortcuts);
  const [wanted, setWanted] = useState<Chord | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const others = wanted === null ? [] : conflictsOf(action.id, wanted, chosen);
  const leave = (): void => {
    const opener = box.current?.closest('li')?.querySelector<HTMLElement>('[data-action]');
    onClose();
    opener?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' || isComposing(event.nativeEvent)) return;
    event.stopPropagation();
    if (event.key === 'Escape') return leave();
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    const chord = chordOf(event.nativeEvent, isMac());
    if (chord === null) return;
    if (conflictsOf(action.id, chord, chosen).length > 0) return setWanted(chord);
    bindKey(action.id, chord);
    leave();
  };
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      className="set-edit"
      role="group"
      tabIndex={-1}
      data-keys-here
      aria-label={t('actions.keys.changeOf', { title })}
      onKeyDown={onKeyDown}
    >
      <p role="status">{wanted === null ? t('actions.keys.press') : <Taken wanted={wanted} others={others} />}</p>
      <EditorButtons row={row} wanted={wanted} others={others} onLeave={leave} />
    </div>
  );
}

function Taken({ wanted, others }: { readonly wanted: Chord; readonly others: readonly ActionRow[] }) {
  const t = useText();
  const keys = printChord(wanted, isMac());
  const fixed = others.find(({ isFixed }) => isFixed);
  if (fixed !== undefined) return t('actions.keys.isReserved', { keys, title: fixed.title(t) });
  const title = others.map((other) => other.title(t)).join(', ');
  return t('actions.keys.isTaken', { keys, title });
}

interface EditorButtonsProps {
  readonly row: KeyRow;
  readonly wanted: Chord | null;
  readonly others: readonly ActionRow[];
  readonly onLeave: () => void;
}

function EditorButtons({ row, wanted, others, onLeave }: EditorButtonsProps) {
  const t = useText();
  const { action, isChanged, keys } = row;
  const canSwap = wanted !== null && others.length > 0 && !others.some(({ isFixed }) => isFixed);
  const button = (label: string, run: () => void, look = '') => (
    <button
      type="button"
      className={`btn sm ${look}`}
      onClick={() => {
        run();
        onLeave();
      }}
    >
      {label}
    </button>
  );
  const own = action.keys.map((chord) => printChord(chord, isMac())).join(', ');
  return (
    <div className="row g2">
      {canSwap ? button(t('actions.keys.swap'), () => swapKey(action.id, wanted), 'pri') : null}
      {isChanged ? button(t('actions.keys.resetOne', { keys: own }), () => resetKeys(action.id)) : null}
      {keys.length === 0 ? null : button(t('actions.keys.remove'), () => unbindKeys(action.id))}
      {button(t('actions.keys.leave'), () => undefined, 'gh')}
    </div>
  );
}
