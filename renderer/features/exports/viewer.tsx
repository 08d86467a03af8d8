/** A saved picture or clip, shown over the list. */
import { useEffect } from 'react';
import type { SavedFile } from '../../../preload/contract/saved.ts';
import { useText } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { percentText } from '../../ui/format.ts';
import { closeViewer, tellNotUnderstood, useViewer, viewSaved } from './model/viewer.ts';
import './viewer.css';

/** @param title of the file in words. */
export function Viewer({ file, title }: { readonly file: SavedFile; readonly title: string }) {
  const t = useText();
  useEffect(() => closeViewer, []);
  return (
    <Dialog className="exports-viewer" title={title} closeLabel={t('exports.viewer.close')} onClose={closeViewer}>
      <Shown file={file} title={title} />
      <p className="mono t2 exports-note exports-words">{file.path ?? file.name}</p>
    </Dialog>
  );
}

function Shown({ file, title }: { readonly file: SavedFile; readonly title: string }) {
  const t = useText();
  const { url, share, refusal, error } = useViewer();
  if (error !== null)
    return (
      <div className="exports-note">
        <ErrorText error={error} onAction={() => void viewSaved(file)} />
      </div>
    );
  if (refusal !== null)
    return (
      <p className="exports-note" role="alert">
        {t(`exports.viewer.refusals.${refusal}`)}
      </p>
    );
  if (url === null)
    return (
      <div className="exports-note">
        <progress className="exports-progress" max={1} value={share} aria-label={t('exports.viewer.reading')}>
          {percentText(share)}
        </progress>
      </div>
    );
  return file.kind === 'clip' ? (
    <video src={url} controls autoPlay aria-label={title} onError={tellNotUnderstood} />
  ) : (
    <img src={url} alt={title} onError={tellNotUnderstood} />
  );
}
