import { useEffect, useId, useState } from 'react';
import type { CaptureSettings } from '../../../preload/contract/clips.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { on, request } from '../../page/bridge.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';

/** Where files go that the client writes for people: snapshots and clips. */
export function FolderSettings() {
  const t = useText();
  const [settings, setSettings] = useState<CaptureSettings | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isChoosing, setIsChoosing] = useState(false);
  useEffect(() => {
    let isGone = false;
    void request['clip.settings']({}).then((answer) => {
      if (isGone) return;
      if (answer.ok) setSettings(answer.value);
      else setError(answer.error);
    });
    const stop = on('clip.settings-changed', setSettings);
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  const change = async (name: 'clip.choose-folder' | 'clip.reset-folder'): Promise<void> => {
    setIsChoosing(true);
    const answer = await request[name]({});
    setIsChoosing(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setSettings(answer.value);
  };
  return (
    <>
      <p className="t3">{t('settings.folders.help')}</p>
      {settings === null ? null : <Folder settings={settings} isChoosing={isChoosing} onChange={change} />}
      {error === null ? null : <ErrorText error={error} />}
    </>
  );
}

interface FolderProps {
  readonly settings: CaptureSettings;
  /** The dialog of main is open. */
  readonly isChoosing: boolean;
  readonly onChange: (name: 'clip.choose-folder' | 'clip.reset-folder') => Promise<void>;
}

function Folder({ settings: { folder, isDefaultFolder }, isChoosing, onChange }: FolderProps) {
  const t = useText();
  const id = useId();
  return (
    <div className="set-folder" role="group" aria-labelledby={id}>
      <span id={id}>{t('settings.folders.capture')}</span>
      <output className="mono set-path">{folder}</output>
      <div className="row g2">
        <button type="button" className="btn" disabled={isChoosing} onClick={() => void onChange('clip.choose-folder')}>
          {t('settings.folders.choose')}
        </button>
        {isDefaultFolder ? (
          <span className="t3">{t('settings.folders.isDefault')}</span>
        ) : (
          <button type="button" className="btn gh" onClick={() => void onChange('clip.reset-folder')}>
            {t('settings.folders.reset')}
          </button>
        )}
      </div>
      <p className="t3" role="status">
        {isChoosing ? t('settings.folders.choosing') : ''}
      </p>
    </div>
  );
}
