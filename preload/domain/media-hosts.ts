/** Hosts from which one account may take media in a way that the client refuses else. */

/** A person allowed plain http from a host, for the media of one account. */
export interface MediaHost {
  /** Host and port, such as `10.0.0.7:18080` or `[fd00::7]:80`, as {@link mediaHostOf} writes them. */
  readonly host: string;
  /** The name of the user of this computer who allowed the host. */
  readonly allowedBy: string;
  readonly allowedAtMs: number;
}

/** What a URL parser says of an address. */
interface HostParts {
  /** In the form of the URL standard: small letters, IPv6 in brackets, numbers of IPv4 with dots, other scripts in ASCII. */
  readonly hostname: string;
  /** Empty for the usual port of http. */
  readonly port: string;
}

/** The name under which a host of plain http is allowed: always with its port, never with the dot that may end a name. */
export const mediaHostOf = ({ hostname, port }: HostParts): string =>
  `${hostname.replace(/\.$/, '')}:${port === '' ? '80' : port}`;
