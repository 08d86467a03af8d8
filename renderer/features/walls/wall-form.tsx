import { useId, useState, type FormEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import { MAX_WALL_NAME, wallNameProblem } from '../../../preload/domain/wall-library.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { createFolder, moveWall, renameFolder, renameWall, useWallLibrary } from '../../state/wall-library.ts';
import { closeWallForm, type WallForm } from '../../state/wall-panel.ts';
import { useWalls } from '../../state/walls.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';

type NameForm = Exclude<WallForm, { kind: 'move' }>;

const TITLES = { 'rename-wall': 'wallName', 'rename-folder': 'folderName', 'create-folder': 'newFolder' } as const;

/** The names that a form may not take. */
function useOthers(form: NameForm): readonly string[] {
  const walls = useWalls((state) => state.walls);
  const folders = useWallLibrary((state) => state.folders);
  if (form.kind === 'rename-wall') return walls.flatMap(({ id, name }) => (id === form.id ? [] : name));
  return folders.flatMap(({ id, name }) => (form.kind === 'rename-folder' && id === form.id ? [] : name));
}

async function save(form: NameForm, name: string): Promise<WireError | null> {
  if (form.kind === 'create-folder') {
    const made = await createFolder(name);
    if (made.ok && form.wallId !== null) await moveWall(form.wallId, made.value.id, null);
    return made.ok ? null : made.error;
  }
  const answer = await (form.kind === 'rename-wall' ? renameWall(form.id, name) : renameFolder(form.id, name));
  return answer.ok ? null : answer.error;
}

/** One field above the list: the name of a wall or a folder. What is wrong with it stands below. */
export function WallNameForm({ form }: { readonly form: NameForm }) {
  const t = useText();
  const id = useId();
  const others = useOthers(form);
  const [name, setName] = useState(form.kind === 'create-folder' ? '' : form.name);
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<WireError | null>(null);
  useReturnedFocus();
  const found = wallNameProblem(others, name);
  const shown = isChecked || found === 'long' || found === 'taken' ? found : null;
  const words = refusal === null ? null : errorWords(t, refusal);
  const problem = shown
    ? t(`walls.form.problems.${shown}`, { limit: MAX_WALL_NAME })
    : words && `${words.what} ${words.why}`;
  const isNew = form.kind === 'create-folder';
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setChecked(true);
    if (found !== null) return;
    const error = await save(form, name);
    if (error === null) closeWallForm();
    else setRefusal(error);
  };
  const title = t(`walls.form.${TITLES[form.kind]}`);
  return (
    <form className="name-form" aria-label={title} onSubmit={(event) => void onSubmit(event)} noValidate>
      <label htmlFor={id}>{title}</label>
      <span className={problem ? 'fld sm err' : 'fld sm'}>
        <input
          id={id}
          autoFocus
          value={name}
          placeholder={t(form.kind === 'rename-wall' ? 'walls.form.placeholder' : 'walls.form.folderPlaceholder')}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-note`}
          onFocus={(event) => event.target.select()}
          onChange={(event) => (setName(event.target.value), setRefusal(null))}
          onKeyDown={(event) => (event.key === 'Escape' ? closeWallForm() : undefined)}
        />
      </span>
      <p id={`${id}-note`} className="note row g1" role={problem ? 'alert' : undefined}>
        {problem ? <StateGlyph name="error" size={11} /> : null}
        {problem}
      </p>
      <FormButtons isNew={isNew} />
    </form>
  );
}

function FormButtons({ isNew }: { readonly isNew: boolean }) {
  const t = useText();
  return (
    <span className="row g2">
      <button type="submit" className="btn sm pri">
        {t(isNew ? 'walls.form.create' : 'walls.form.save')}
      </button>
      <button type="button" className="btn sm" onClick={closeWallForm}>
        {t('walls.form.cancel')}
      </button>
    </span>
  );
}
