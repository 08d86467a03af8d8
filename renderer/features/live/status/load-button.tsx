import { useText } from '../../../i18n/i18n.ts';
import { HIGH } from '../../../media/pool/load-limits.ts';
import { useGovernor } from '../../../state/players/governor.ts';
import { useLoad } from '../../../state/players/load.ts';
import { useActionProps } from '../../../state/actions/shortcuts.ts';
import { toggleStreamsPanel, useStreamsPanel } from '../model/streams-panel.ts';
import { bitrateText, percentText } from '../../../ui/format.ts';
import { Meter } from '../../../ui/meter.tsx';
import { LoadPanel } from './load-panel.tsx';
import '../../../ui/float/status-panel.css';

/** The load of this computer and the client's share of it, in short; opens the panel of the load. */
export function LoadButton() {
  const t = useText();
  const sample = useLoad((state) => state.sample);
  const isOpen = useStreamsPanel((state) => state.open === 'load');
  const giving = useGovernor(({ report }) => report?.restraints.size ?? 0);
  const none = t('shell.status.notMeasured');
  const { computerCpu = null, computerMemoryBytes = 0, memoryTotalBytes = 0 } = sample ?? {};
  const memory = sample === null ? null : computerMemoryBytes / Math.max(1, memoryTotalBytes);
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
        {/* Instead of the names of the parts, where the figures have no room. */}
        <b className="load-word">{t('shell.status.load')}</b>
        <b className="load-part">{t('shell.status.computer')}</b>
        <Meter
          label={t('shell.status.cpu')}
          share={computerCpu}
          text={computerCpu === null ? none : percentText(computerCpu)}
        />
        <Meter label={t('shell.status.memory')} share={memory} text={memory === null ? none : percentText(memory)} />
        <b className="load-part">{t('shell.status.client')}</b>
        <Meter
          label={t('shell.status.cpu')}
          share={sample?.cpu ?? null}
          text={sample === null ? none : percentText(sample.cpu)}
          threshold={HIGH.cpu}
        />
        <span className="load-part">
          {t('shell.status.network')} {sample === null ? none : bitrateText(sample.networkBps)}
        </span>
        {giving === 0 ? null : <b className="giving">{t('streams.load.giving', { count: giving })}</b>}
      </button>
      {isOpen ? <LoadPanel /> : null}
    </span>
  );
}
