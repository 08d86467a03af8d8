import type { EntryRefusal } from '../../preload/contract/contract.ts';
import { useText } from '../i18n/i18n.ts';
import { EmptyState } from '../ui/empty-state.tsx';

/** The whole window where main refuses this page: what happened, why, and how to open Lanner. */
export function EntryRefused({ refusal }: { readonly refusal: EntryRefusal }) {
  const t = useText();
  return (
    <main className="entry-refused" role="alert">
      <EmptyState title={t(`shell.refused.${refusal}.title`)} text={t(`shell.refused.${refusal}.text`)}>
        {/* A page without a secret would be refused again. */}
        {refusal === 'no-secret' ? null : (
          <button type="button" className="btn" onClick={() => window.location.reload()}>
            {t('shell.banner.reload')}
          </button>
        )}
      </EmptyState>
    </main>
  );
}
