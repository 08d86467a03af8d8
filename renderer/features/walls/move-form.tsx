import type { KeyboardEvent } from 'react';
import type { WallFolderId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { moveWall, useWallLibrary } from '../../state/walls/wall-library.ts';
import { closeWallForm, openWallForm, type WallForm } from '../../state/page/wall-panel.ts';
import { useReturnedFocus } from '../../ui/float/use-returned-focus.ts';

/** The folders to which a wall can go, and a new one. */
export function MoveForm({ form }: { readonly form: Extract<WallForm, { kind: 'move' }> }) {
  const t = useText();
  const { folders, places } = useWallLibrary();
  useReturnedFocus();
  const here = places.find(({ wallId }) => wallId === form.id)?.folderId ?? null;
  const title = t('walls.form.moveTo', { name: form.name });
  const go = (folderId: WallFolderId | null): void => {
    closeWallForm();
    void moveWall(form.id, folderId, null);
  };
  const choices = [
    ...(here === null ? [] : [{ key: 'none', label: t('walls.form.noFolder'), run: () => go(null) }]),
    ...folders.filter(({ id }) => id !== here).map(({ id, name }) => ({ key: id, label: name, run: () => go(id) })),
    { key: 'new', label: t('walls.form.newOne'), run: () => openWallForm({ kind: 'create-folder', wallId: form.id }) },
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') closeWallForm();
    else if (step === undefined) return;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
  return (
    <div className="name-form" role="group" aria-label={title} onKeyDown={onKeyDown}>
      <span className="t2">{title}</span>
      {choices.map(({ key, label, run }, i) => (
        <button key={key} type="button" className="wl-choice el" autoFocus={i === 0} onClick={run}>
          {label}
        </button>
      ))}
      <button type="button" className="btn sm" onClick={closeWallForm}>
        {t('walls.form.cancel')}
      </button>
    </div>
  );
}
