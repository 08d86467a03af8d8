import { useLocale } from '../i18n/i18n.ts';
import { clockText, dayText, zoneText } from '../ui/format.ts';
import { useNowMs } from '../ui/now.ts';

/** The time of this computer, with its day and its zone. */
export function Clock() {
  const nowMs = useNowMs();
  const locale = useLocale();
  return (
    <time className="clock" dateTime={new Date(nowMs).toISOString()}>
      <b>{clockText(nowMs)}</b>
      <span>{dayText(nowMs, locale)}</span>
      <span className="t3">{zoneText(nowMs)}</span>
    </time>
  );
}
