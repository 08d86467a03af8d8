/** Asked before an export leaves the list: whether its files are deleted too. */
import type { ListedExport } from '../../../preload/contract/exports.ts';
import { useText } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/float/dialog.tsx';
import { askToRemove, removeExport } from './model/exports.ts';

export function RemoveDialog({ listed: { job, isGone } }: { readonly listed: ListedExport }) {
  const t = useText();
  const { id, folder, bundle, items, copies } = job;
  const whole = copies.filter(({ state }) => state === 'done').map(({ file }) => file);
  const files = new Set([...items.flatMap((item) => item.files), ...whole]);
  if (bundle !== null && ![...files].some((file) => file.startsWith(bundle))) files.add(bundle);
  const count = files.size;
  const hasFiles = !isGone && count > 0;
  return (
    <Dialog
      className="exports-dialog"
      title={t('exports.removal.title')}
      closeLabel={t('exports.removal.close')}
      onClose={() => askToRemove(null)}
    >
      <div className="exports-note">
        <p>{t(hasFiles ? 'exports.removal.files' : 'exports.removal.noFiles', { count })}</p>
        {hasFiles ? <p className="mono t2 exports-words">{folder}</p> : null}
      </div>
      <div className="insp-f">
        <button type="button" className="btn" autoFocus onClick={() => void removeExport(id, false)}>
          {t(hasFiles ? 'exports.removal.keep' : 'exports.removal.take')}
        </button>
        {hasFiles ? (
          <button type="button" className="btn danger" onClick={() => void removeExport(id, true)}>
            {t('exports.removal.delete')}
          </button>
        ) : null}
      </div>
    </Dialog>
  );
}
