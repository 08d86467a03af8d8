import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/directory.ts';
import { setPaletteOpen } from '../../state/navigation.ts';
import { usePreferences } from '../../state/preferences.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';
import { commandsFor, type Command } from './commands.ts';

/** `Ctrl K`: cameras by number or name, activities, layouts, language. Returns the focus to where it was. */
export function CommandPalette() {
  const t = useText();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const view = useDirectory((state) => state.view);
  const isPanelOpen = usePreferences((state) => state.isSidePanelOpen);
  const commands = useMemo(() => commandsFor(query, { t, view, isPanelOpen }), [query, t, view, isPanelOpen]);
  useReturnedFocus();

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    setPaletteOpen(false);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + commands.length) % Math.max(1, commands.length));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(commands[at]);
    else if (event.key === 'Escape' || event.key === 'Tab') setPaletteOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="scrim" onPointerDown={() => setPaletteOpen(false)} />
      <div className="float palette" role="dialog" aria-label={t('shell.palette.title')} onKeyDown={onKeyDown}>
        <div className="fld">
          <Icon name="search" size={14} />
          <input
            autoFocus
            value={query}
            placeholder={t('shell.searchHint')}
            aria-label={t('shell.palette.title')}
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={commands[at] === undefined ? undefined : `palette-${at}`}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
          />
          <Kbd keys="Esc" />
        </div>
        <CommandList commands={commands} at={at} query={query} onHover={setAt} onRun={run} />
      </div>
    </>
  );
}

interface CommandListProps {
  readonly commands: readonly Command[];
  readonly at: number;
  readonly query: string;
  readonly onHover: (index: number) => void;
  readonly onRun: (command: Command) => void;
}

function CommandList({ commands, at, query, onHover, onRun }: CommandListProps) {
  const t = useText();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  if (commands.length === 0) return <p className="none">{t('shell.palette.none', { query })}</p>;
  return (
    <ul id="palette-list" role="listbox" ref={list} aria-label={t('shell.palette.title')}>
      {commands.map((command, i) => (
        <li
          key={command.id}
          id={`palette-${i}`}
          role="option"
          aria-selected={i === at}
          onPointerMove={() => onHover(i)}
          onClick={() => onRun(command)}
        >
          <Icon name={command.icon} size={14} />
          <span className="grow el">{command.label}</span>
          {command.hint === undefined ? null : <span className="t3">{command.hint}</span>}
        </li>
      ))}
    </ul>
  );
}
