/** Rows of bars where a list will be. `label` says what is being read. */
export function SkeletonRows({ rows = 8, label }: { readonly rows?: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        <i key={i} style={{ width: `${58 + ((i * 23) % 34)}%` }} />
      ))}
    </div>
  );
}
