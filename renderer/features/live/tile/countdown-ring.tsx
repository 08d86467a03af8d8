import { useText } from '../../../i18n/i18n.ts';

const RADIUS = 17;
const LENGTH = 2 * Math.PI * RADIUS;
/** The ring starts full at this many seconds or fewer; longer waits keep it full until then. */
const FULL_SECONDS = 15;

/** Seconds to the next try, stepping once a second and never animated; without a plan a try is under way. */
export function CountdownRing({ nextAtMs, nowMs }: { readonly nextAtMs: number | null; readonly nowMs: number }) {
  const t = useText();
  const seconds = nextAtMs === null ? 0 : Math.max(0, Math.ceil((nextAtMs - nowMs) / 1000));
  const share = Math.min(1, seconds / FULL_SECONDS);
  const label = seconds > 0 ? t('live.veil.next', { seconds }) : t('live.veil.now');
  return (
    <span className="lv-ring st-reconnecting" role="img" aria-label={label}>
      <svg viewBox="0 0 40 40">
        <circle cx="20" cy="20" r={RADIUS} fill="none" stroke="currentColor" strokeOpacity=".22" strokeWidth="3" />
        <circle
          cx="20"
          cy="20"
          r={RADIUS}
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeDasharray={`${share * LENGTH} ${LENGTH}`}
          transform="rotate(-90 20 20)"
        />
      </svg>
      <b>{seconds > 0 ? seconds : '…'}</b>
    </span>
  );
}
