import { useEffect, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { copyText } from '../page/copy-text.ts';
import { IconButton } from './icon-button.tsx';

/** Copies `text`, and says for two seconds whether that worked. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useText();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => setOutcome((await copyText(text)) ? 'copied' : 'refused');
  return (
    <>
      <IconButton
        icon={outcome === 'copied' ? 'check' : 'copy'}
        size={12}
        label={outcome === null ? label : t(`shell.copy.${outcome}`)}
        onClick={() => void copy()}
      />
      <span className="visually-hidden" role="status">
        {outcome === null ? '' : t(`shell.copy.${outcome}`)}
      </span>
    </>
  );
}
