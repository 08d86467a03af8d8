/** The item of the status bar for exports that are not over; leads to the list. */
import { useText } from '../../i18n/i18n.ts';
import type { StatusItem } from '../../state/actions/area.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { percentText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { useExports } from './model/exports.ts';
import { shareOfAll } from './model/progress.ts';

function ExportProgress() {
  const t = useText();
  const share = useExports(({ listed }) => shareOfAll(listed?.map(({ job }) => job) ?? []));
  const percent = share === null ? '' : percentText(share);
  const action = useAction(t('exports.names.progress', { percent }), 'app.exports');
  if (share === null) return null;
  const { label, ...rest } = action;
  return (
    <span>
      <button type="button" className="status-button" aria-label={label} {...rest} onClick={() => goTo('exports')}>
        <Icon name="export" size={14} />
        <b>{percent}</b>
      </button>
    </span>
  );
}

export const exportsStatus: readonly StatusItem[] = [{ id: 'exports', Content: ExportProgress, isAtEnd: true }];
