import type { WireError } from '../../../preload/domain/error.ts';
import { MAX_WALL_NAME, wallNameProblem } from '../../../preload/domain/walls/wall-library.ts';
import { useText } from '../../i18n/i18n.ts';
import { createFolder, moveWall, renameFolder, renameWall, useWallLibrary } from '../../state/walls/wall-library.ts';
import { closeWallForm, type WallForm } from '../../state/page/wall-panel.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { NameForm } from '../../ui/form/name-form.tsx';

type NameFormKind = Exclude<WallForm, { kind: 'move' }>;

const TITLES = { 'rename-wall': 'wallName', 'rename-folder': 'folderName', 'create-folder': 'newFolder' } as const;

/** The names that a form may not take. */
function useOthers(form: NameFormKind): readonly string[] {
  const walls = useWalls((state) => state.walls);
  const folders = useWallLibrary((state) => state.folders);
  if (form.kind === 'rename-wall') return walls.flatMap(({ id, name }) => (id === form.id ? [] : name));
  return folders.flatMap(({ id, name }) => (form.kind === 'rename-folder' && id === form.id ? [] : name));
}

async function save(form: NameFormKind, name: string): Promise<WireError | null> {
  if (form.kind === 'create-folder') {
    const made = await createFolder(name);
    if (made.ok && form.wallId !== null) await moveWall(form.wallId, made.value.id, null);
    return made.ok ? null : made.error;
  }
  const answer = await (form.kind === 'rename-wall' ? renameWall(form.id, name) : renameFolder(form.id, name));
  return answer.ok ? null : answer.error;
}

/** Above the list: the name of a wall or a folder. */
export function WallNameForm({ form }: { readonly form: NameFormKind }) {
  const t = useText();
  const others = useOthers(form);
  const isNew = form.kind === 'create-folder';
  const problemOf = (name: string): string | null => {
    const problem = wallNameProblem(others, name);
    return problem && t(`walls.form.problems.${problem}`, { limit: MAX_WALL_NAME });
  };
  const words = {
    title: t(`walls.form.${TITLES[form.kind]}`),
    placeholder: t(form.kind === 'rename-wall' ? 'walls.form.placeholder' : 'walls.form.folderPlaceholder'),
    submit: t(isNew ? 'walls.form.create' : 'walls.form.save'),
    cancel: t('walls.form.cancel'),
  };
  const onSave = (name: string): Promise<WireError | null> => save(form, name);
  return <NameForm initial={isNew ? '' : form.name} onClose={closeWallForm} {...{ words, problemOf, onSave }} />;
}
