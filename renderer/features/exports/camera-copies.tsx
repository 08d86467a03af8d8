/** The films of a camera, which play here, and their copies with time and camera below the pictures. */
import type { ExportCopy, ExportItem, ExportJob } from '../../../preload/domain/exports/exports.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { byteText, percentText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { cancelCopy, orderCopy, useCopies } from './model/copies.ts';
import { viewExported } from './model/viewer.ts';

const nameOf = (file: string): string => file.split('/').at(-1) ?? file;

interface CameraCopiesProps {
  readonly job: ExportJob;
  readonly item: ExportItem;
}

export function CameraCopies({ job: { id, copies }, item }: CameraCopiesProps) {
  const t = useText();
  const { files, zipped, number, camera } = item;
  const title = `${number ?? ''} ${camera}`.trim();
  const movies = files.filter((file) => file.endsWith('.mp4'));
  if (movies.length === 0 && files.length > 0)
    return (
      <div className="exports-copies">
        {zipped.map((file) => (
          <Film key={file} {...{ id, file, title }} />
        ))}
        <p className="t2">{t('exports.copies.zip')}</p>
      </div>
    );
  return movies.map((of) => (
    <div key={of} className="exports-copies">
      <Film {...{ id, file: of, title }} />
      {copies
        .filter((copy) => copy.of === of && copy.state !== 'running')
        .map((copy) => (
          <Copy key={copy.file} {...{ id, copy, title }} />
        ))}
      <Way {...{ id, of }} isRunning={copies.some((copy) => copy.of === of && copy.state === 'running')} />
    </div>
  ));
}

interface FilmProps {
  readonly id: ExportJob['id'];
  readonly file: string;
  readonly title: string;
}

function Film({ id, file, title }: FilmProps) {
  const t = useText();
  const name = nameOf(file);
  const label = t('exports.viewer.play', { name });
  return (
    <p className="exports-copy">
      <IconButton icon="play" size={14} label={label} onClick={() => void viewExported(id, file, title)} />
      <span className="mono exports-words">{name}</span>
    </p>
  );
}

interface CopyProps extends Omit<FilmProps, 'file'> {
  readonly copy: ExportCopy;
}

function Copy({ id, title, copy: { file, state, error, sizeBytes } }: CopyProps) {
  const t = useText();
  if (error !== null) return <ErrorText error={error} />;
  return (
    <div className="exports-copy">
      <StateGlyph name={state === 'done' ? 'ok' : 'error'} size={14} />
      <b>{t('exports.copies.mark')}</b>
      <span className="t2">{byteText(sizeBytes)}</span>
      {state === 'done' ? <Film {...{ id, file, title }} /> : <span className="mono">{nameOf(file)}</span>}
    </div>
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
