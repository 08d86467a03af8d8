import { useText } from '../../../i18n/i18n.ts';
import type { Restraint } from '../../../media/pool/governor.ts';
import { HIGH } from '../../../media/pool/load-limits.ts';
import type { GovernorReport } from '../../../media/pool/pool-governor.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { channelOfSlot } from '../../../media/slot-key.ts';
import { selectChannel, useDirectory } from '../../../state/cameras/directory.ts';
import { useGovernor } from '../../../state/players/governor.ts';
import { useLoad } from '../../../state/players/load.ts';
import { closeStreamsPanel } from '../model/streams-panel.ts';
import { bitrateText, minuteText, percentText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Meter } from '../../../ui/meter.tsx';
import { StatusPanel } from '../../../ui/float/status-panel.tsx';

const GIGABYTE = 1024 ** 3;
const MEGAPIXEL = 1e6;

/**
 * The load of this computer and the client's share of it, against the limits; also the tiles whose quality was lowered,
 * and why.
 */
export function LoadPanel() {
  const t = useText();
  const report = useGovernor((state) => state.report);
  return (
    <StatusPanel
      className="load"
      title={t('streams.load.title')}
      closeLabel={t('streams.load.close')}
      onClose={closeStreamsPanel}
    >
      <section className="meters" aria-label={t('streams.load.computer')}>
        <h3>{t('streams.load.computer')}</h3>
        <ComputerMeters />
      </section>
      <section className="meters" aria-label={t('streams.load.client')}>
        <h3>{t('streams.load.client')}</h3>
        <ClientMeters />
        <PictureMeters report={report} />
      </section>
      {report === null || report.restraints.size === 0 ? (
        <p className="t2">{t('streams.load.calm')}</p>
      ) : (
        <GivingWay restraints={report.restraints} />
      )}
      {report === null || report.protectedTiles === 0 ? null : (
        <p className="t2">{t('streams.load.protected', { count: report.protectedTiles })}</p>
      )}
    </StatusPanel>
  );
}

interface MemoryMeterProps {
  readonly usedBytes: number | null;
  readonly totalBytes: number;
}

function MemoryMeter({ usedBytes, totalBytes }: MemoryMeterProps) {
  const t = useText();
  const gigabytes = (bytes: number): string => (bytes / GIGABYTE).toFixed(1);
  const share = usedBytes === null ? null : usedBytes / Math.max(1, totalBytes);
  const text =
    usedBytes === null
      ? t('streams.load.none')
      : t('streams.load.memoryText', { used: gigabytes(usedBytes), total: gigabytes(totalBytes) });
  return <Meter label={t('streams.load.memory')} share={share} text={text} cells={20} />;
}

/** The use of all programs of the computer together. */
function ComputerMeters() {
  const t = useText();
  const sample = useLoad((state) => state.sample);
  const cpu = sample?.computerCpu ?? null;
  return (
    <>
      <div title={t('streams.load.computerCpuHelp')}>
        <Meter
          label={t('streams.load.cpu')}
          share={cpu}
          text={cpu === null ? t('streams.load.none') : percentText(cpu)}
          cells={20}
        />
      </div>
      <MemoryMeter usedBytes={sample?.computerMemoryBytes ?? null} totalBytes={sample?.memoryTotalBytes ?? 0} />
    </>
  );
}

function ClientMeters() {
  const t = useText();
  const sample = useLoad((state) => state.sample);
  const none = t('streams.load.none');
  return (
    <>
      <div title={t('streams.load.cpuHelp')}>
        <Meter
          label={t('streams.load.cpu')}
          share={sample?.cpu ?? null}
          text={sample === null ? none : percentText(sample.cpu)}
          cells={20}
          threshold={HIGH.cpu}
        />
      </div>
      <MemoryMeter usedBytes={sample?.memoryBytes ?? null} totalBytes={sample?.memoryTotalBytes ?? 0} />
      <p className="plain">
        <span>{t('streams.load.network')}</span>
        <span>{sample === null ? none : t('streams.load.networkText', { rate: bitrateText(sample.networkBps) })}</span>
      </p>
    </>
  );
}

function PictureMeters({ report }: { readonly report: GovernorReport | null }) {
  const t = useText();
  const none = t('streams.load.none');
  const percent = (share: number | null): string => (share === null ? none : percentText(share));
  const megapixels = (rate: number): number => Math.round(rate / MEGAPIXEL);
  const decode =
    report === null
      ? none
      : t('streams.load.decodeText', { rate: megapixels(report.rate), budget: megapixels(report.budget) });
  const share = report === null ? null : report.rate / Math.max(1, report.budget);
  const { droppedShare = null, heldUpShare = null } = report?.reading ?? {};
  return (
    <>
      <div title={t('streams.load.decodeHelp')}>
        <Meter label={t('streams.load.decode')} share={share} text={decode} cells={20} />
      </div>
      <Meter
        label={t('streams.load.dropped')}
        share={droppedShare}
        text={percent(droppedShare)}
        cells={20}
        threshold={HIGH.droppedShare}
      />
      <Meter
        label={t('streams.load.heldUp')}
        share={heldUpShare}
        text={percent(heldUpShare)}
        cells={20}
        threshold={HIGH.heldUpShare}
      />
    </>
  );
}

function GivingWay({ restraints }: { readonly restraints: ReadonlyMap<SlotKey, Restraint> }) {
  const t = useText();
  const parkedAs = useGovernor((state) => state.parkedAs);
  const all = [...restraints];
  const lists = [
    { kind: 'lowered' as const, rows: all.filter(([, { kind }]) => kind === 'lowered') },
    { kind: parkedAs, rows: all.filter(([, { kind }]) => kind === 'parked') },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <section>
      {lists.map(({ kind, rows }) => (
        <div key={kind}>
          <h3>{t(`streams.load.${kind}`, { count: rows.length })}</h3>
          {rows.map(([slot, restraint]) => (
            <GivingRow key={slot} slot={slot} restraint={restraint} />
          ))}
        </div>
      ))}
      <p className="t2">{t('streams.load.back')}</p>
    </section>
  );
}

function GivingRow({ slot, restraint }: { readonly slot: SlotKey; readonly restraint: Restraint }) {
  const t = useText();
  const camera = channelOfSlot(slot);
  const channel = useDirectory(selectChannel(camera));
  const show = useGovernor((state) => state.show);
  const words = t('streams.load.row', {
    number: channel?.number ?? '–',
    name: channel?.name ?? t('shell.unknownCamera'),
    why: t(`streams.reasons.${restraint.reason}`),
    time: minuteText(restraint.sinceMs),
  });
  return (
    <button type="button" className="lnk row g1 el" title={words} onClick={() => show(camera)}>
      <Icon name="layers" size={13} />
      <span className="el">{words}</span>
    </button>
  );
}
