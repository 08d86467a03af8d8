import { useEffect } from 'react';
import type { SavedFile } from '../../../preload/contract/saved.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { runAction } from '../../state/actions/shortcut-actions.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { byteText, clockText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { IconName } from '../../ui/icons/names.ts';
import { shortPath } from '../../ui/rows/short-path.ts';
import { StatusPanel } from '../../ui/float/status-panel.tsx';
import { closeSavedPanel, readSaved, revealFile, useSavedFiles } from './model/saved.ts';
import '../../ui/float/status-panel.css';
import './saved.css';

const ICONS: Readonly<Record<SavedFile['kind'], IconName>> = {
  snapshot: 'snap',
  'wall-snapshot': 'snap',
  clip: 'rec',
  export: 'export',
  walls: 'export',
  accounts: 'export',
  numbers: 'device',
  consents: 'targets',
  people: 'targets',
  devices: 'device',
  console: 'doc',
};

/** Files that this run of the client saved, the latest first, each with a button that shows it in its folder. */
export function SavedPanel() {
  const t = useText();
  const { files, canReveal } = useSavedFiles(({ data }) => data) ?? { files: [], canReveal: false };
  // A file may be moved while the list is open: the list is read again when the operator comes back to this window.
  useEffect(() => {
    window.addEventListener('focus', readSaved);
    return () => window.removeEventListener('focus', readSaved);
  }, []);
  return (
    <StatusPanel
      className="at-end saved-files"
      title={t('saved.title')}
      closeLabel={t('saved.close')}
      onClose={closeSavedPanel}
    >
      <p className="t3">{t(canReveal ? 'saved.note' : 'saved.noteNoFolder')}</p>
      {files.length === 0 ? (
        <p className="t2">{t('saved.none')}</p>
      ) : (
        <ul aria-label={t('saved.title')}>
          {files.map((file) => (
            <SavedRow key={file.fileId} file={file} canReveal={canReveal} />
          ))}
        </ul>
      )}
      <button type="button" className="btn sm" onClick={goToLibrary}>
        {t('saved.earlier')}
      </button>
    </StatusPanel>
  );
}

function goToLibrary(): void {
  closeSavedPanel();
  runAction('app.library');
}

/** `Snapshot · 117 Dock gate`; a file without a camera goes by its kind alone. */
function useSubject(t: Text, { kind, channelId }: SavedFile): string {
  const channel = useDirectory((state) => (channelId === null ? undefined : state.view.byId.get(channelId)));
  const words = t(`saved.kinds.${kind}`);
  return channel === undefined ? words : `${words} · ${channel.number} ${channel.name}`;
}

const MAX_PATH_CHARS = 56;

function SavedRow({ file, canReveal }: { readonly file: SavedFile; readonly canReveal: boolean }) {
  const t = useText();
  const { fileId, kind, name, path, bytes, savedAtMs } = file;
  return (
    <li>
      <Icon name={ICONS[kind]} size={14} />
      <span className="saved-what">
        <b className="el">{useSubject(t, file)}</b>
        <span className="t3">
          {clockText(savedAtMs)} · {bytes === null ? t('saved.gone') : byteText(bytes)}
        </span>
      </span>
      <SavedPath name={name} path={path} />
      <span className="saved-acts">
        {path === null ? <span className="t3">{t('saved.downloaded')}</span> : null}
        {path !== null && canReveal && bytes !== null ? (
          <button type="button" className="btn sm" onClick={() => void revealFile(fileId)}>
            {t('saved.openFolder')}
          </button>
        ) : null}
        {path === null ? null : <CopyButton label={t('saved.copyPath')} text={path} />}
      </span>
    </li>
  );
}

/** The path with its middle cut; whole while it has the focus, and as its tooltip. */
function SavedPath({ name, path }: Pick<SavedFile, 'name' | 'path'>) {
  const whole = path ?? name;
  return (
    <span className="saved-path mono t2" tabIndex={0} title={whole} aria-label={whole} role="note">
      <span className="saved-short" aria-hidden>
        {shortPath(whole, MAX_PATH_CHARS)}
      </span>
      <span className="saved-whole" aria-hidden>
        {whole}
      </span>
    </span>
  );
}
