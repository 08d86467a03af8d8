import { Suspense } from 'react';
import { useText } from '../../i18n/i18n.ts';
import type { StatusItem } from '../../state/actions/area.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { closeCrashed } from '../../state/page/crash-reports.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { fetched, hasCode } from '../../ui/fetched.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { StatusButton } from '../../ui/status-button.tsx';
import { closeSavedPanel, openSavedPanel, toggleSavedPanel, useSaved, useSavedFiles } from './model/saved.ts';

const SavedPanel = fetched(async () => (await import('./saved-panel.tsx')).SavedPanel);

function onCrash(text: string, error: Error): void {
  const isFetched = hasCode(error);
  closeCrashed({ overlay: 'saved', text, isFetched, onClose: closeSavedPanel, reopen: openSavedPanel });
}

/** How many files this run saved; opens the list of them. Not there before the first file. */
function SavedButton() {
  const t = useText();
  const count = useSavedFiles(({ data }) => data?.files.length ?? 0);
  const isOpen = useSaved((state) => state.isOpen);
  const action = useAction(t('saved.names.button', { count }), 'app.saved');
  if (count === 0 && !isOpen) return null;
  return (
    <span className="saved">
      <StatusButton {...action} isOpen={isOpen} onClick={toggleSavedPanel}>
        <Icon name="folder" size={14} />
        <b>{count}</b>
      </StatusButton>
      {isOpen ? (
        <ErrorBoundary onCrash={onCrash} render={() => null}>
          <Suspense fallback={null}>
            <SavedPanel />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </span>
  );
}

export const savedStatus: readonly StatusItem[] = [{ id: 'saved', Content: SavedButton, isAtEnd: true }];
