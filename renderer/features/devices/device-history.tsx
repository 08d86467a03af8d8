/** The states of one camera as this client saw them, with the times at which nobody watched. */
import { useEffect, useState } from 'react';
import type { DeviceHistory } from '../../../preload/contract/devices.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { accountOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { useStampZone } from '../../state/page/stamp-zone.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../ui/now.ts';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { stampWords } from '../../ui/timeline/stamp.ts';
import { historyLines, onHistory, readHistory, type HistoryLine } from './model/history.ts';
import { STATE_GLYPHS } from './model/state.ts';

export function DeviceHistoryPart({ channelId }: { readonly channelId: ChannelId }) {
  const t = useText();
  const zone = useStampZone();
  const { history, error, readAgain } = useHistory(channelId);
  const nowMs = useMinuteMs();
  const lastReadMs = useDirectory(({ states }) => states[accountOf(channelId)]?.asOfMs ?? 0);
  const lines = history === null ? [] : historyLines(history, { lastReadMs, nowMs });
  const since = history?.watches.at(-1)?.fromMs;
  return (
    <section className="devices-part" aria-label={t('devices.history.title')}>
      <h3>{t('devices.history.title')}</h3>
      {history === null && error === null ? <SkeletonRows rows={3} label={t('devices.history.reading')} /> : null}
      {error === null ? null : <ErrorText error={error} onAction={readAgain} />}
      {history === null ? null : (
        <p className="t2">
          {since === undefined
            ? t('devices.history.never')
            : t('devices.history.since', { time: stampWords(zone, since) })}
        </p>
      )}
      {history?.changes.length === 0 && since !== undefined ? <p className="t2">{t('devices.history.none')}</p> : null}
      <ol className="devices-lines">
        {lines.map((line) => (
          <Line key={`${line.kind} ${line.kind === 'change' ? line.atMs : line.fromMs}`} line={line} />
        ))}
      </ol>
      {history?.isCut === true ? <p className="t2">{t('devices.history.cut')}</p> : null}
    </section>
  );
}

interface ShownHistory {
  /** Null until main answers. An answer stays where a later reading fails. */
  readonly history: DeviceHistory | null;
  readonly error: WireError | null;
}

function useHistory(channelId: ChannelId) {
  const [shown, setShown] = useState<ShownHistory>({ history: null, error: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const read = (): void =>
      void readHistory(channelId).then((answer) => {
        if (!isCurrent) return;
        if (answer.ok) setShown({ history: answer.value, error: null });
        else setShown(({ history }) => ({ history, error: answer.error }));
      });
    read();
    const end = onHistory(accountOf(channelId), read);
    return () => {
      isCurrent = false;
      end();
    };
  }, [channelId, asked]);
  const readAgain = (): void => {
    setShown(({ history }) => ({ history, error: null }));
    setAsked((count) => count + 1);
  };
  return { ...shown, readAgain };
}

function Line({ line }: { readonly line: HistoryLine }) {
  const t = useText();
  const zone = useStampZone();
  if (line.kind === 'unwatched-now') {
    const times = { from: stampWords(zone, line.fromMs) };
    return <li className="devices-unwatched t2">{t('devices.history.unwatchedNow', times)}</li>;
  }
  if (line.kind === 'unwatched') {
    const times = { from: stampWords(zone, line.fromMs), to: stampWords(zone, line.toMs) };
    return <li className="devices-unwatched t2">{t('devices.history.unwatched', times)}</li>;
  }
  const words = { was: t(`devices.states.${line.was}`), became: t(`devices.states.${line.became}`) };
  return (
    <li className="row g2">
      <StateGlyph name={STATE_GLYPHS[line.became]} />
      <span>{t('devices.history.change', words)}</span>
      <span className="mono t2">{stampWords(zone, line.atMs)}</span>
    </li>
  );
}
