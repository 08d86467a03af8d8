/** The picture of a target: chosen or dropped, cut, and shown as it will be sent. */
import { useId, useState } from 'react';
import ReactCrop from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import type { TargetPictureLimits } from '../../../../preload/domain/people/targets.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { FileChoice } from '../../../ui/form/file-choice.tsx';
import { firstFile, useFileDrop } from '../../../ui/form/use-file-drop.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { changeForm, type FieldFault, type Form, type Photo } from '../model/form.ts';
import { MAX_FILE_MB, MAX_MEGAPIXELS, WHOLE, type Cut, type PhotoProblem } from '../model/photo.ts';
import { choosePhoto, cutPhoto } from '../model/photo-choice.ts';

const ACCEPTED = '.jpg,.jpeg,.png,image/jpeg,image/png';

interface PhotoProps {
  readonly form: Form;
  readonly fault: FieldFault | null;
}

const problemWords = (t: Text, problem: PhotoProblem): string =>
  t(`targets.photo.problems.${problem}`, { mb: MAX_FILE_MB, megapixels: MAX_MEGAPIXELS });

export function PhotoField({ form, fault }: PhotoProps) {
  const t = useText();
  const id = useId();
  const limits = form.limits.picture;
  const { photo, photoProblem, picture, isPreparing } = form;
  const choose = (file: File): void => void choosePhoto(file, limits);
  const { isOver, handlers: drop } = useFileDrop(firstFile(choose));
  const words =
    photoProblem !== null
      ? problemWords(t, photoProblem)
      : fault === 'missing'
        ? t('targets.photo.missing')
        : fault !== null && !isPreparing
          ? t('targets.photo.tooDetailed')
          : null;
  const isFresh = photo === null && form.target === null;
  return (
    <section
      className={isOver ? 'targets-photo targets-over' : 'targets-photo'}
      aria-label={t('targets.picture')}
      aria-describedby={words === null ? undefined : id}
      {...drop}
    >
      {photo === null && picture !== null ? (
        <img className="targets-present" src={picture} alt={t('targets.picture')} />
      ) : null}
      {photo === null ? null : <Cutting key={photo.source.shown} photo={photo} limits={limits} />}
      <FileChoice
        label={t('targets.photo.file')}
        words={t(photo === null && picture === null ? 'targets.photo.choose' : 'targets.photo.another')}
        hint={photo === null ? t('targets.photo.hint') : ''}
        isFocused={isFresh}
        accept={ACCEPTED}
        onFile={choose}
      />
      {isPreparing ? <p role="status">{t('targets.photo.preparing')}</p> : null}
      {words === null ? null : (
        <p id={id} className="targets-fault row g1" role="alert">
          <StateGlyph name="error" size={11} />
          <span>{words}</span>
        </p>
      )}
      {photo !== null && form.picture !== null ? (
        <button
          type="button"
          className="lnk"
          onClick={() => (photo.source.bitmap.close(), changeForm({ photo: null, photoProblem: null }))}
        >
          {t('targets.photo.keep')}
        </button>
      ) : null}
    </section>
  );
}

function Cutting({ photo, limits }: { readonly photo: Photo; readonly limits: TargetPictureLimits }) {
  const t = useText();
  const [cut, setCut] = useState<Cut>(photo.cut);
  const take = (next: Cut): void => (setCut(next), void cutPhoto(next, limits));
  const { prepared } = photo;
  const handle = (place: 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w'): string =>
    t(`targets.photo.handles.${place}`);
  return (
    <>
      <ReactCrop
        className="targets-cutting"
        crop={{ unit: '%', ...cut }}
        keepSelection
        minWidth={16}
        minHeight={16}
        ariaLabels={{
          cropArea: t('targets.photo.area'),
          nwDragHandle: handle('nw'),
          nDragHandle: handle('n'),
          neDragHandle: handle('ne'),
          eDragHandle: handle('e'),
          seDragHandle: handle('se'),
          sDragHandle: handle('s'),
          swDragHandle: handle('sw'),
          wDragHandle: handle('w'),
        }}
        onChange={(_, { x, y, width, height }) => setCut({ x, y, width, height })}
        onComplete={(_, { x, y, width, height }) => take({ x, y, width, height })}
      >
        <img src={photo.source.shown} alt={t('targets.photo.uncut')} />
      </ReactCrop>
      <button type="button" className="lnk" onClick={() => take(WHOLE)}>
        {t('targets.photo.whole')}
      </button>
      {prepared === null ? null : (
        <div className="row g2">
          <img
            className="targets-prepared"
            src={`data:image/jpeg;base64,${prepared.base64}`}
            alt={t('targets.photo.sent')}
          />
          <ul className="targets-facts">
            <li className="row g1">
              <StateGlyph name="ok" />
              {t('targets.photo.format')}
            </li>
            <li className="row g1">
              <StateGlyph name="ok" />
              {t('targets.photo.pixels', { width: prepared.width, height: prepared.height, limit: limits.maxSidePx })}
            </li>
            <li className="row g1">
              <StateGlyph name="ok" />
              {t('targets.photo.chars', {
                size: (prepared.base64.length / 1000).toFixed(1),
                limit: limits.maxChars / 1000,
              })}
            </li>
          </ul>
        </div>
      )}
    </>
  );
}
