import type { NextTry } from '../../../../preload/domain/media/streams.ts';
import { useText } from '../../../i18n/i18n.ts';

const RADIUS = 17;
const LENGTH = 2 * Math.PI * RADIUS;
/** The ring starts full at this many seconds or fewer; longer waits keep it full until then. */
const FULL_SECONDS = 15;

interface RingProps {
  readonly next: NextTry;
  readonly nowMs: number;
}

/** Seconds to the next try, or the longest rest of the present try; updated once a second, never animated. */
export function CountdownRing({ next: { nextAtMs, isTrying }, nowMs }: RingProps) {
  const t = useText();
  const seconds = Math.max(0, Math.ceil((nextAtMs - nowMs) / 1000));
  const share = Math.min(1, seconds / FULL_SECONDS);
  const label = t(isTrying ? 'live.veil.trying' : 'live.veil.next', { seconds });
  return (
    <span className="lv-ring st-reconnecting" role="img" aria-label={label} title={label}>
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
      <b>{seconds}</b>
    </span>
  );
}
