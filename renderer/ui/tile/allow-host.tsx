import { useText } from '../../i18n/i18n.ts';

interface AllowHostProps {
  /** With its port. */
  readonly host: string;
  /** Plain http, or a certificate that nobody vouches for. */
  readonly permission: 'plain' | 'certificate';
  /** Main's question about the host is open. */
  readonly isAsking: boolean;
  readonly onAllow: () => void;
}

const WORDS = { plain: 'tiles.allowPlain', certificate: 'tiles.trustCertificate' } as const;

/** Has a person decide whether pictures may come from a host that the client refuses else. */
export function AllowHost({ host, permission, isAsking, onAllow }: AllowHostProps) {
  const t = useText();
  const words = t(isAsking ? 'tiles.allowAsking' : WORDS[permission], { host });
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
