import { useText } from '../../i18n/i18n.ts';

interface AllowHostProps {
  /** With its port. */
  readonly host: string;
  /** Main's question about the host is open. */
  readonly isAsking: boolean;
  readonly onAllow: () => void;
}

/** Has a person decide whether pictures of a host may come over plain http. */
export function AllowHost({ host, isAsking, onAllow }: AllowHostProps) {
  const t = useText();
  const words = t(isAsking ? 'tiles.allowAsking' : 'tiles.allowPlain', { host });
  return (
    <button
      type="button"
      className="btn sm"
      title={words}
      aria-disabled={isAsking || undefined}
      onClick={isAsking ? undefined : onAllow}
    >
      <span className="el">{words}</span>
    </button>
  );
}
