import {
  memo,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { textIn, useLocale, useText, type Text } from '../i18n/i18n.ts';
import { LOCALES } from '../i18n/locale.ts';
import type { Area } from '../state/actions/area.ts';
import { inOrder } from '../state/actions/in-order.ts';
import { setPaletteOpen } from '../state/page/navigation.ts';
import { setPreferences, usePreferences } from '../state/page/preferences.ts';
import { Icon, StateGlyph } from '../ui/icons/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useInertBehindSoon } from '../ui/float/behind-dialog.ts';
import { useReturnedFocus } from '../ui/float/use-returned-focus.ts';
import type { Action } from '../ui/action.ts';
import { Commands, WIDER, WIDEST, type Found } from './commands.ts';

const MAX_RECENT = 12;
const PAGE_ROWS = 10;
/** As many as are seen without scrolling: the palette opens with them. */
const FIRST_ROWS = 20;

/**
 * The entries that can be found now: read when the palette opens, and again when a source reports that its entries
 * changed.
 */
function useCommands(areas: readonly Area[]): Commands {
  const t = useText();
  const locale = useLocale();
  const sources = useMemo(() => inOrder(areas.map(({ palette }) => palette ?? [])), [areas]);
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    const readAgain = (): void => setRevision((before) => before + 1);
    const stops = sources.flatMap(({ follow }) => follow?.(readAgain) ?? []);
    sources.forEach(({ load }) => load?.());
    return () => stops.forEach((stop) => stop());
  }, [sources]);
  return useMemo(() => {
    const otherText = textIn(LOCALES.find((other) => other !== locale) ?? locale);
    return new Commands({ t, otherText, sources, recent: usePreferences.getState().recentCommands });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new revision means new entries of the sources
  }, [t, locale, sources, revision]);
}

interface Drawn extends Found {
  readonly query: string;
}

/** The rows to draw: they follow the results in small pieces, so that a key stroke never waits for two hundred rows. */
function useDrawn(query: string, found: Found): Drawn {
  const all = useMemo(() => ({ ...found, query }), [query, found]);
  return useDeferredValue(all, { ...all, commands: found.commands.slice(0, FIRST_ROWS) });
}

function run(command: Action): void {
  if (command.reason !== undefined) return;
  const { recentCommands } = usePreferences.getState();
  const kept = [command.id, ...recentCommands.filter((id) => id !== command.id)].slice(0, MAX_RECENT);
  void setPreferences({ recentCommands: kept });
  setPaletteOpen(false);
  command.run?.();
}

/** Where a key leads in the list, or undefined when it leads nowhere. */
function stepTo(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at === last ? 0 : at + 1,
    ArrowUp: at === 0 ? last : at - 1,
    PageDown: Math.min(last, at + PAGE_ROWS),
    PageUp: Math.max(0, at - PAGE_ROWS),
  };
  return steps[key];
}

/**
 * Finds cameras, walls, sites, groups, actions and operations, and runs the chosen entry. The focus returns to where it
 * was.
 */
export function CommandPalette({ areas }: { readonly areas: readonly Area[] }) {
  const t = useText();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [width, setWidth] = useState(1);
  const commands = useCommands(areas);
  const found = useMemo(() => commands.find(query, width), [commands, query, width]);
  const drawn = useDrawn(query, found);
  const canWiden = found.total > found.commands.length && width < WIDEST;
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useInertBehindSoon(box);
  useReturnedFocus();
  const widen = (): void => setWidth((before) => before * WIDER);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const next = stepTo(event.key, at, found.commands.length + (canWiden ? 1 : 0));
    const chosen = found.commands[at];
    if (next !== undefined) setAt(Math.max(0, next));
    else if (event.key === 'Enter' && chosen !== undefined) run(chosen);
    else if (event.key === 'Enter' && canWiden) widen();
    else if (event.key === 'Escape' || event.key === 'Tab') setPaletteOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onQuery = (text: string): void => {
    setQuery(text);
    setAt(0);
    setWidth(1);
  };
  const title = t('shell.palette.title');
  return (
    <>
      <div className="scrim" onPointerDown={() => setPaletteOpen(false)} />
      <div ref={box} className="float palette" role="dialog" aria-modal="true" aria-label={title} onKeyDown={onKeyDown}>
        <PaletteField
          input={input}
          query={query}
          activeAt={at < found.commands.length || canWiden ? at : null}
          onQuery={onQuery}
        />
        <CommandList {...drawn} at={at} onHover={setAt} onRun={run} onMore={canWiden ? widen : null} />
        <p className={isFootShown(found) ? 'palette-foot t3' : 'visually-hidden'} role="status">
          {footWords(t, found)}
        </p>
      </div>
    </>
  );
}

/** The list itself says that nothing was found, or shows all. */
const isFootShown = ({ commands, total, isNear }: Found): boolean => (isNear && total > 0) || total > commands.length;

/** How much was found, how much of it is shown, and that a word was read with an error. */
function footWords(t: Text, { commands, total, isNear }: Found): string {
  const key = total > commands.length ? 'actions.palette.shown' : 'actions.palette.found';
  const found = t(key, { count: total, shown: commands.length });
  return isNear && total > 0 ? t('actions.palette.near', { found }) : found;
}

interface PaletteFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly activeAt: number | null;
  readonly onQuery: (text: string) => void;
}

function PaletteField({ input, query, activeAt, onQuery }: PaletteFieldProps) {
  const t = useText();
  return (
    <div className="fld">
      <Icon name="search" size={14} />
      <input
        ref={input}
        autoFocus
        value={query}
        placeholder={t('shell.searchHint')}
        aria-label={t('shell.palette.title')}
        role="combobox"
        aria-expanded={activeAt !== null}
        aria-autocomplete="list"
        aria-controls={activeAt === null ? undefined : 'palette-list'}
        aria-activedescendant={activeAt === null ? undefined : `palette-${activeAt}`}
        spellCheck={false}
        onChange={(event) => onQuery(event.target.value)}
      />
      <Kbd keys="Esc" />
    </div>
  );
}

interface CommandListProps extends Drawn {
  readonly at: number;
  /** Shows more results; null when all are shown. */
  readonly onMore: (() => void) | null;
  readonly onHover: (index: number) => void;
  readonly onRun: (command: Action) => void;
}

const CommandList = memo(function CommandList({
  commands,
  total,
  at,
  query,
  onHover,
  onRun,
  onMore,
}: CommandListProps) {
  const t = useText();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at, commands]);
  if (commands.length === 0) return <p className="none">{t('shell.palette.none', { query })}</p>;
  return (
    <ul id="palette-list" role="listbox" ref={list} aria-label={t('shell.palette.title')}>
      {commands.map((command, i) => (
        <CommandRow key={command.id} {...{ command, onHover, onRun }} index={i} isChosen={i === at} />
      ))}
      {onMore === null ? null : (
        <li
          id={`palette-${commands.length}`}
          role="option"
          aria-selected={at === commands.length}
          onPointerMove={() => onHover(commands.length)}
          onClick={onMore}
        >
          <Icon name="chev-d" size={14} />
          <span className="grow">{t('actions.palette.more', { count: total - commands.length })}</span>
        </li>
      )}
    </ul>
  );
});

interface CommandRowProps extends Pick<CommandListProps, 'onHover' | 'onRun'> {
  readonly command: Action;
  readonly index: number;
  readonly isChosen: boolean;
}

/** Kept as it is while the choice moves through two hundred others. */
const CommandRow = memo(function CommandRow({ command, index, isChosen, onHover, onRun }: CommandRowProps) {
  const { icon, name, hint, keys, reason } = command;
  const [where, state] = [command.where?.(), command.state?.()];
  return (
    <li
      id={`palette-${index}`}
      role="option"
      aria-selected={isChosen}
      aria-disabled={reason !== undefined || undefined}
      onPointerMove={() => onHover(index)}
      onClick={() => onRun(command)}
    >
      {state === undefined ? (
        icon === undefined ? null : (
          <Icon name={icon} size={14} />
        )
      ) : (
        <StateGlyph name={state.glyph} size={14} />
      )}
      <span className="grow el" title={name}>
        {name}
      </span>
      {where === undefined ? null : (
        <span className="t3 el where" title={where}>
          {where}
        </span>
      )}
      {state === undefined ? null : <span className="t2 nw">{state.words}</span>}
      {reason === undefined && hint === undefined ? null : <span className="t3 el">{reason ?? hint}</span>}
      {keys === undefined ? null : <Kbd keys={keys} />}
    </li>
  );
});
