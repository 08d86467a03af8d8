/** Copies of the files of a camera with time and camera below the pictures: those that there are, and the way to one. */
import type { ExportCopy, ExportItem, ExportJob } from '../../../preload/domain/exports.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { byteText, percentText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { cancelCopy, orderCopy, useCopies } from './model/copies.ts';

const nameOf = (file: string): string => file.split('/').at(-1) ?? file;

interface CameraCopiesProps {
  readonly job: ExportJob;
  readonly item: ExportItem;
}

export function CameraCopies({ job: { id, copies }, item: { files } }: CameraCopiesProps) {
  const t = useText();
  const movies = files.filter((file) => file.endsWith('.mp4'));
  if (movies.length === 0 && files.length > 0) return <p className="t2">{t('exports.copies.zip')}</p>;
  return movies.map((of) => (
    <div key={of} className="exports-copies">
      {copies
        .filter((copy) => copy.of === of && copy.state !== 'running')
        .map((copy) => (
          <Copy key={copy.file} copy={copy} />
        ))}
      <Way {...{ id, of }} isRunning={copies.some((copy) => copy.of === of && copy.state === 'running')} />
    </div>
  ));
}

function Copy({ copy: { file, state, error, sizeBytes } }: { readonly copy: ExportCopy }) {
  const t = useText();
  if (error !== null) return <ErrorText error={error} />;
  return (
    <p className="exports-copy">
      <StateGlyph name={state === 'done' ? 'ok' : 'error'} size={14} />
      <b>{t('exports.copies.mark')}</b>
      <span className="mono exports-words">{nameOf(file)}</span> <span className="t2">{byteText(sizeBytes)}</span>
    </p>
  );
}

interface WayProps {
  readonly id: ExportJob['id'];
  readonly of: string;
  readonly isRunning: boolean;
}

/** The button for a copy, or how far the copy is. */
function Way({ id, of, isRunning }: WayProps) {
  const t = useText();
  const { canCode, queue, share } = useCopies();
  const name = nameOf(of);
  const place = queue.findIndex((one) => one.id === id && one.of === of);
  if (place < 0 && isRunning) return <p className="t2">{t('exports.copies.elsewhere')}</p>;
  if (place < 0)
    return (
      <>
        <button
          type="button"
          className="lnk"
          disabled={canCode !== true}
          aria-label={t('exports.copies.makeOf', { name })}
          onClick={() => orderCopy({ id, of })}
        >
          {t('exports.copies.make')}
        </button>
        {canCode === false ? <p className="t2">{t('exports.copies.cannot')}</p> : null}
      </>
    );
  const label = t('exports.copies.progressOf', { name });
  return (
    <p className="exports-copying">
      {place > 0 ? (
        <span className="t2">{t('exports.copies.waits')}</span>
      ) : (
        <>
          <progress className="exports-progress" max={1} value={share} aria-label={label} />
          <span className="t2">{t('exports.copies.running', { percent: percentText(share) })}</span>
        </>
      )}
      <IconButton icon="x" label={t('exports.copies.cancel', { name })} onClick={() => cancelCopy({ id, of })} />
    </p>
  );
}
