/** Snapshots and clips, also those of earlier runs: found by words, shown in their folder, deleted. */
import { useEffect } from 'react';
import type { SavedFile } from '../../../preload/contract/saved.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { stampZone } from '../../state/page/stamp-zone.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/float/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { byteText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { useExports } from './model/exports.ts';
import * as model from './model/library.ts';
import { viewSaved } from './model/viewer.ts';

export function Library() {
  const t = useText();
  const { data, error } = model.useLibrary();
  const removing = model.useRemoving((state) => state.file);
  const query = useExports((state) => state.query);
  useEffect(() => model.followLibrary(), []);
  if (error !== null)
    return (
      <div className="exports-note">
        <ErrorText error={error} onAction={model.readLibrary} />
      </div>
    );
  if (data === null) return <SkeletonRows rows={6} label={t('exports.library.reading')} />;
  const { files, total, next, runSinceMs } = data;
  if (files.length === 0 && query.trim() === '')
    return <EmptyState title={t('exports.library.empty')} text={t('exports.library.emptyText')} />;
  return (
    <div className="scr">
      {files.length === 0 ? <p className="exports-note t2">{t('exports.library.notFound')}</p> : null}
      <Part title={t('exports.library.ofRun')} files={files.filter(({ savedAtMs }) => savedAtMs >= runSinceMs)} />
      <Part title={t('exports.library.earlier')} files={files.filter(({ savedAtMs }) => savedAtMs < runSinceMs)} />
      {next === null ? null : (
        <button type="button" className="lnk exports-note" onClick={model.readMore}>
          {t('exports.more', { shown: files.length, total })}
        </button>
      )}
      {removing === null ? null : <ForgetDialog file={removing} />}
    </div>
  );
}

function Part({ title, files }: { readonly title: string; readonly files: readonly SavedFile[] }) {
  if (files.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="exports-part">{title}</h3>
      <ul className="exports-saved" aria-label={title}>
        {files.map((file) => (
          <Row key={file.fileId} file={file} />
        ))}
      </ul>
    </section>
  );
}

/** `Snapshot · 117 Dock gate`; a file without a camera goes by its kind alone. */
function useSubject(t: Text, { kind, channelId }: SavedFile): string {
  const channel = useDirectory((state) => (channelId === null ? undefined : state.view.byId.get(channelId)));
  const words = t(`exports.library.kinds.${kind === 'wall-snapshot' || kind === 'clip' ? kind : 'snapshot'}`);
  return channel === undefined ? words : `${words} · ${channel.number} ${channel.name}`;
}

function Row({ file }: { readonly file: SavedFile }) {
  const t = useText();
  const canReveal = model.useLibrary(({ data }) => data?.canReveal ?? false);
  const { kind, name, path, bytes, savedAtMs } = file;
  const subject = useSubject(t, file);
  return (
    <li>
      <Icon name={kind === 'clip' ? 'rec' : 'snap'} size={14} />
      <div className="grow">
        <p>
          <b>{subject}</b>{' '}
          <span className="t2">
            {stampWords(stampZone(), savedAtMs)}
            {t('exports.comma')}
            {bytes === null ? t('exports.library.gone') : byteText(bytes)}
          </span>
        </p>
        <p className="mono t2 exports-words">{path ?? name}</p>
      </div>
      {bytes === null ? null : (
        <IconButton
          icon={kind === 'clip' ? 'play' : 'eye'}
          label={t(kind === 'clip' ? 'exports.viewer.play' : 'exports.viewer.show', { name })}
          onClick={() => void viewSaved(file, subject)}
        />
      )}
      {bytes !== null && canReveal ? (
        <IconButton icon="folder" label={t('exports.reveal', { name })} onClick={() => void model.revealSaved(file)} />
      ) : null}
      {path === null ? null : <CopyButton text={path} label={t('exports.library.copyPath')} />}
      <IconButton icon="trash" label={t('exports.library.remove', { name })} onClick={() => model.askToForget(file)} />
    </li>
  );
}

function ForgetDialog({ file }: { readonly file: SavedFile }) {
  const t = useText();
  const isThere = file.bytes !== null;
  return (
    <Dialog
      className="exports-dialog"
      title={t('exports.library.removal')}
      closeLabel={t('exports.removal.close')}
      onClose={() => model.askToForget(null)}
    >
      <div className="exports-note">
        <p>{t(isThere ? 'exports.library.isThere' : 'exports.library.isGone')}</p>
        <p className="mono t2 exports-words">{file.path ?? file.name}</p>
      </div>
      <div className="insp-f">
        <button type="button" className="btn" autoFocus onClick={() => void model.forgetSaved(file, false)}>
          {t(isThere ? 'exports.library.keep' : 'exports.removal.take')}
        </button>
        {isThere ? (
          <button type="button" className="btn danger" onClick={() => void model.forgetSaved(file, true)}>
            {t('exports.library.delete')}
          </button>
        ) : null}
      </div>
    </Dialog>
  );
}
