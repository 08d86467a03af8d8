import { useState, type ChangeEvent } from 'react';
import { MAX_CONSOLE_UPLOAD_BYTES } from '../../preload/domain/bounds.ts';
import { useText } from '../i18n/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Icon, StateGlyph } from '../ui/icons/icon.tsx';
import type { ControlProps } from './field-control.tsx';
import { bytesText } from './field-words.ts';
import { fieldId, useFormParts } from './use-form.ts';

/** A file that goes up with the call. */
export function FileField({ field }: ControlProps) {
  const t = useText();
  const { draft, setFile } = useFormParts();
  const [tooLargeBytes, setTooLargeBytes] = useState<number | null>(null);
  const file = draft.files[field.name];
  const id = fieldId([field.name]);
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = event.target.files?.[0];
    event.target.value = ''; // the same file can be chosen again
    if (chosen === undefined) return;
    const isTooLarge = chosen.size > MAX_CONSOLE_UPLOAD_BYTES;
    setTooLargeBytes(isTooLarge ? chosen.size : null);
    if (!isTooLarge) setFile(field.name, { file: chosen, fileName: chosen.name, bytes: chosen.size });
  };
  return (
    <div className="row g2 co-file">
      <label className="btn sm">
        <input id={id} type="file" className="visually-hidden" onChange={choose} />
        <Icon name="import" size={12} />
        {t('console.form.file')}
      </label>
      {file === undefined ? null : (
        <>
          <span className="el">
            {t('console.form.fileChosen', { name: file.fileName, size: bytesText(file.bytes) })}
          </span>
          <IconButton
            icon="x"
            size={12}
            label={t('console.form.fileRemove')}
            onClick={() => setFile(field.name, null)}
          />
        </>
      )}
      {tooLargeBytes === null ? null : (
        <span className="row g1 why" role="alert">
          <StateGlyph name="error" size={11} />
          {t('console.form.fileTooLarge', {
            size: bytesText(tooLargeBytes),
            limit: bytesText(MAX_CONSOLE_UPLOAD_BYTES),
          })}
        </span>
      )}
    </div>
  );
}
