/**
 * Notices that this computer is on another network: an address came or went, a cable, a VPN. No system reports it to
 * Node.
 */
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { log } from '../../log.ts';

const LOOK_EVERY_MS = 3_000;

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

interface NetworkWatchOptions {
  readonly onChanged: () => void;
  readonly read?: () => Interfaces;
  readonly intervalMs?: number;
}

export class NetworkWatch {
  readonly #onChanged: () => void;
  readonly #read: () => Interfaces;
  readonly #timer: NodeJS.Timeout;
  /** Null before the first reading. */
  #known: string | null;

  constructor({ onChanged, read = networkInterfaces, intervalMs = LOOK_EVERY_MS }: NetworkWatchOptions) {
    this.#onChanged = onChanged;
    this.#read = read;
    this.#known = this.#places();
    this.#timer = setInterval(() => this.#check(), intervalMs).unref();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  /** Null if the system refuses to list them, as when no more files can be opened. */
  #places(): string | null {
    try {
      return placesOf(this.#read());
    } catch (error) {
      log.debug('the addresses of this computer could not be read', { error });
      return null;
    }
  }

  #check(): void {
    const now = this.#places();
    if (now === null || now === this.#known) return;
    const isFirst = this.#known === null;
    this.#known = now;
    if (isFirst) return;
    log.info('the network changed');
    this.#onChanged();
  }
}

/** Where this computer can be reached from outside, as one text. Addresses that change by themselves do not count. */
export function placesOf(interfaces: Interfaces): string {
  const places = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80:') && !address.startsWith('169.254.'))
      .map(({ family, address }) => `${name} ${family === 'IPv6' ? networkOf(address) : address}`),
  );
  return [...new Set(places)].sort().join(', ');
}

/** The first half of an IPv6 address: the second half changes every day. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail?.split(':') ?? [])].slice(0, 4).join(':');
}
