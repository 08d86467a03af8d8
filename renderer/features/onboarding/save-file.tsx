/** A button that saves a file of the cloud, what the file is, and what became of it. */
import type { Input } from '../../../preload/contract/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import * as model from './model/workbook.ts';

interface SaveFileProps {
  readonly words: string;
  readonly why: string;
  readonly order: Input<'onboarding.saveWorkbook'>;
}

export function SaveFile({ words, why, order }: SaveFileProps) {
  const t = useText();
  const saving = model.useWorkbooks((state) => state.saving);
  const own = saving?.key === model.savingKey(order) ? saving : null;
  const isOff = saving?.isBusy === true;
  const [name, error] = [own?.name ?? null, own?.error ?? null];
  const onRetry = error?.action === 'retry' ? () => void model.saveFile(order) : undefined;
  return (
    <div className="onboarding-save">
      <div className="row g2">
        <button
          type="button"
          className="btn"
          aria-busy={own?.isBusy === true}
          aria-disabled={isOff || undefined}
          onClick={() => (isOff ? undefined : void model.saveFile(order))}
        >
          <Icon name="export" size={14} />
          {words}
        </button>
        <span className="row g1" role="status">
          {own?.isBusy === true ? t('onboarding.workbook.saving') : null}
          {name === null ? null : (
            <>
              <StateGlyph name="ok" size={11} />
              <span>{t('onboarding.workbook.saved', { name })}</span>
            </>
          )}
        </span>
      </div>
      {error === null ? null : <ErrorText error={error} onAction={onRetry} />}
      {why === '' ? null : <p className="note">{why}</p>}
    </div>
  );
}
