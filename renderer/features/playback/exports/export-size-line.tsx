/** How large the export will be, and whether the disk has room for it. */
import { lacksSpace, mayOrder, type ExportEstimate } from '../../../../preload/domain/exports/exports.ts';
import { useText } from '../../../i18n/i18n.ts';
import { byteText } from '../../../ui/format.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';

interface ExportSizeProps {
  /** Of the element, for the button that the words describe. */
  readonly id: string;
  /** Null before the answer; the room is kept. */
  readonly size: ExportEstimate | null;
}

/** The size of all cameras together, below them. */
export function ExportSize({ id, size }: ExportSizeProps) {
  const t = useText();
  return (
    <p id={id} className="t2">
      {size === null
        ? t('playback.export.size.asking')
        : t(`playback.export.size.${size.isGuess ? 'about' : 'told'}`, { size: byteText(size.bytes) })}
      {size === null || size.freeBytes === null
        ? null
        : `${t('playback.comma')}${t('playback.export.size.free', { free: byteText(size.freeBytes) })}`}
    </p>
  );
}

interface ExportLackProps {
  readonly size: ExportEstimate | null;
  /** The clouds are asked whether footage is archived. */
  readonly isAsking: boolean;
}

/** Why nothing can be ordered yet, and that the space may not do: above the buttons, in sight wherever the form is scrolled to. */
export function ExportLack({ size, isAsking }: ExportLackProps) {
  const t = useText();
  const isLacking = size !== null && lacksSpace(size);
  return (
    <div className="playback-size" role="status">
      {isAsking ? <p className="t2">{t('playback.export.asking')}</p> : null}
      {isLacking ? (
        <p className="playback-lacking">
          <StateGlyph name={mayOrder(size) ? 'delayed' : 'error'} />
          <span>
            {t(`playback.export.size.${mayOrder(size) ? 'mayLack' : 'lacks'}`, {
              needed: byteText(size.neededBytes),
              folder: size.folder,
            })}
          </span>
        </p>
      ) : null}
    </div>
  );
}
