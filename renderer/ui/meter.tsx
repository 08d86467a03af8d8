interface MeterProps {
  readonly label: string;
  /** 0 to 1, or null while nothing has been measured. */
  readonly share: number | null;
  readonly text: string;
  readonly cells?: number;
  /** Where the governor steps in, 0 to 1: a white tick. */
  readonly threshold?: number;
}

/** A meter of cells. Neutral below the threshold, amber above: the words beside it carry the number. */
export function Meter({ label, share, text, cells = 10, threshold }: MeterProps) {
  const filled = share === null ? 0 : Math.round(Math.min(1, Math.max(0, share)) * cells);
  const tick = threshold ?? 2;
  return (
    <span
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((share ?? 0) * 100)}
      aria-valuetext={text}
    >
      <span>{label}</span>
      <span className="cells">
        {threshold === undefined ? null : <u style={{ left: `${threshold * 100}%` }} />}
        {Array.from({ length: cells }, (_, i) => (
          <i key={i} className={i >= filled ? undefined : (i + 0.5) / cells > tick ? 'h' : 'n'} />
        ))}
      </span>
      <span>{text}</span>
    </span>
  );
}
