/** A saved picture, a clip or a file of an export, shown over the list. */
import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/float/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { percentText } from '../../ui/format.ts';
import { closeViewer, tellNotUnderstood, useViewer, view, type ViewedFile } from './model/viewer.ts';
import './viewer.css';

export function Viewer() {
  const t = useText();
  const file = useViewer((state) => state.file);
  useEffect(() => closeViewer, []);
  if (file === null) return null;
  return (
    <Dialog className="exports-viewer" title={file.title} closeLabel={t('exports.viewer.close')} onClose={closeViewer}>
      <Shown file={file} />
      <p className="mono t2 exports-note exports-words">{file.path}</p>
    </Dialog>
  );
}

function Shown({ file }: { readonly file: ViewedFile }) {
  const t = useText();
  const { url, share, refusal, error } = useViewer();
  if (error !== null)
    return (
      <div className="exports-note">
        <ErrorText error={error} onAction={() => void view(file)} />
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
  return file.isVideo ? (
    <video src={url} controls autoPlay aria-label={file.title} onError={tellNotUnderstood} />
  ) : (
    <img src={url} alt={file.title} onError={tellNotUnderstood} />
  );
}
