import { useEffect, useId, useState } from 'react';
import type { CaptureSettings } from '../../../preload/contract/clips.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { on, request } from '../../bridge.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';

/** Where files go that the client writes for people: snapshots and clips. */
export function FolderSettings() {
  const t = useText();
  const [settings, setSettings] = useState<CaptureSettings | null>(null);
  const [error, setError] = useState<WireError | null>(null);
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
  const save = async (folder: string | null): Promise<void> => {
    const answer = await request['clip.set-settings']({ folder });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setSettings(answer.value);
  };
  return (
    <>
      <p className="t3">{t('settings.folders.help')}</p>
      {settings === null ? null : <Folder key={settings.folder} settings={settings} onSave={save} />}
      {error === null ? null : <ErrorText error={error} />}
    </>
  );
}

interface FolderProps {
  readonly settings: CaptureSettings;
  /** Null stands for the system's folder. */
  readonly onSave: (folder: string | null) => Promise<void>;
}

function Folder({ settings, onSave }: FolderProps) {
  const t = useText();
  const { folder, isDefaultFolder } = settings;
  const [text, setText] = useState(folder);
  const id = useId();
  const path = text.trim();
  return (
    <form
      className="set-folder"
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(path === '' ? null : path);
      }}
    >
      <label htmlFor={id}>{t('settings.folders.capture')}</label>
      <span className="fld">
        <input
          id={id}
          className="mono"
          value={text}
          placeholder={t('settings.folders.placeholder')}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </span>
      <div className="row g2">
        <button type="submit" className="btn" disabled={path === folder}>
          {t('settings.folders.save')}
        </button>
        {isDefaultFolder ? (
          <span className="t3">{t('settings.folders.isDefault')}</span>
        ) : (
          <button type="button" className="btn gh" onClick={() => void onSave(null)}>
            {t('settings.folders.reset')}
          </button>
        )}
      </div>
    </form>
  );
}
