/** Asks before a group of a cloud is deleted. Its code is fetched with the first question: the dialog needs Ant Design. */
import { useState } from 'react';
import type { WireError } from '../../../../preload/domain/error.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Question } from '../../../ui/float/question.tsx';
import { ThemeProvider } from '../../../ui/theme/theme-provider.tsx';
import { closeOverlay } from '../sites/site-overlay.ts';
import { deleteGroup, type CloudGroup } from './cloud-groups.ts';

export function CloudDelete({ group }: { readonly group: CloudGroup }) {
  const t = useText();
  const locale = useLocale();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const send = async (): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    setError(null);
    const refused = await deleteGroup(group);
    setIsBusy(false);
    if (refused === null) closeOverlay();
    else setError(refused);
  };
  return (
    <ThemeProvider locale={locale}>
      <Question
        title={t('cameras.groups.deleteTitle', { name: group.name })}
        closeLabel={t('cameras.sites.cancel')}
        keep={t('cameras.groups.keep')}
        onKeep={closeOverlay}
        confirm={t('cameras.groups.deleteIt')}
        onConfirm={() => void send()}
        isBusy={isBusy}
      >
        <p>{t('cameras.groups.deleteText')}</p>
        {error === null ? null : <ErrorText error={error} />}
      </Question>
    </ThemeProvider>
  );
}
