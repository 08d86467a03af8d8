import { useText } from '../../../i18n/i18n.ts';
import { HIGH } from '../../../media/load-limits.ts';
import { useGovernor } from '../../../state/players/governor.ts';
import { useLoad } from '../../../state/players/load.ts';
import { useActionProps } from '../../../state/actions/shortcuts.ts';
import { toggleStreamsPanel, useStreamsPanel } from '../../../state/players/streams-panel.ts';
import { bitrateText, percentText } from '../../../ui/format.ts';
import { Meter } from '../../../ui/meter.tsx';
import { LoadPanel } from './load-panel.tsx';
import '../../../ui/status-panel.css';

/** What the client costs this computer, in short; opens what is behind it. */
export function LoadButton() {
  const t = useText();
  const sample = useLoad((state) => state.sample);
  const isOpen = useStreamsPanel((state) => state.open === 'load');
  const giving = useGovernor(({ report }) => report?.restraints.size ?? 0);
  const none = t('shell.status.notMeasured');
  const memory = sample === null ? null : sample.memoryBytes / Math.max(1, sample.memoryTotalBytes);
  return (
    <span className="loads">
      <button
        type="button"
        className="status-button"
        data-panel="load"
        {...useActionProps('app.load')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={t('streams.load.open')}
        onClick={() => toggleStreamsPanel('load')}
      >
        <b>{t('shell.status.load')}</b>
        <Meter
          label={t('shell.status.cpu')}
          share={sample?.cpu ?? null}
          text={sample === null ? none : percentText(sample.cpu)}
          cells={16}
          threshold={HIGH.cpu}
        />
        <Meter label={t('shell.status.memory')} share={memory} text={memory === null ? none : percentText(memory)} />
        <span>
          {t('shell.status.network')} {sample === null ? none : bitrateText(sample.networkBps)}
        </span>
        {giving === 0 ? null : <b className="giving">{t('streams.load.giving', { count: giving })}</b>}
      </button>
      {isOpen ? <LoadPanel /> : null}
    </span>
  );
}
