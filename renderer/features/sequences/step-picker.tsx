import { useId, useState, type KeyboardEvent } from 'react';
import { targetKey, type Sequence } from '../../../preload/domain/sequences.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { addSteps } from '../../state/sequences/sequences.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { choicesFor, type Choice } from './step-choices.ts';

const KINDS = {
  camera: { icon: 'device', words: 'sequences.form.kindCamera' },
  site: { icon: 'map', words: 'sequences.form.kindSite' },
  group: { icon: 'folder', words: 'sequences.form.kindGroup' },
  wall: { icon: 'grid9', words: 'sequences.form.kindWall' },
} as const;

/** Adds steps without a pointer: type, choose with the arrows, Enter; the field stays for the next one. */
export function StepPicker({ sequence }: { readonly sequence: Sequence }) {
  const t = useText();
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  // How many steps were added, not the words for it: the language may change while they stand there.
  const [added, setAdded] = useState<number | null>(null);
  const isWalls = sequence.kind === 'walls';
  const choices = query.trim() === '' && !isWalls ? [] : choicesFor(sequence.kind, query);
  const chosen = Math.min(at, choices.length - 1);
  const take = (choice: Choice | undefined): void => {
    if (!choice) return;
    setAdded(addSteps(sequence.id, [choice]));
    setQuery('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing) return;
    if (step !== undefined && choices.length > 0) setAt((chosen + step + choices.length) % choices.length);
    else if (event.key === 'Enter') take(choices[chosen]);
    else if (event.key === 'Escape' && query !== '') setQuery('');
    else return;
    event.preventDefault();
  };
  return (
    <div className="frow">
      <label htmlFor={id}>{t(isWalls ? 'sequences.form.addWall' : 'sequences.form.add')}</label>
      <span className="fld">
        <Icon name="search" size={14} />
        <input
          id={id}
          role="combobox"
          autoComplete="off"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={choices.length === 0 ? undefined : `${id}-${chosen}`}
          value={query}
          placeholder={t('sequences.form.addHelp')}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
            setAdded(null);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      {choices.length === 0 ? null : <Choices {...{ id, choices, chosen, onTake: take }} />}
      <p className="note" role="status">
        {query.trim() !== '' && choices.length === 0 ? t('sequences.form.addNone') : addedWords(t, added)}
      </p>
    </div>
  );
}

function addedWords(t: Text, count: number | null): string {
  if (count === null) return '';
  return count === 0 ? t('sequences.form.addedNone') : t('sequences.form.added', { count });
}

interface ChoicesProps {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly chosen: number;
  readonly onTake: (choice: Choice) => void;
}

function Choices({ id, choices, chosen, onTake }: ChoicesProps) {
  const t = useText();
  return (
    <ul id={`${id}-list`} className="sq-choices" role="listbox" aria-label={t('sequences.form.add')}>
      {choices.map((choice, i) => {
        const { icon, words } = KINDS[choice.target.kind];
        return (
          <li
            key={targetKey(choice.target)}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === chosen}
            onClick={() => onTake(choice)}
          >
            <Icon name={icon} size={14} />
            <span className="grow el">{choice.name}</span>
            <span className="t3">{t(words)}</span>
          </li>
        );
      })}
    </ul>
  );
}
