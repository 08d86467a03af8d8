/**
 * The facts of the network that all threads of the client share: main knows what is trusted and by which proxy a server
 * is reached. Node keeps the trusted authorities of each thread apart, so main sends them to its threads, and the
 * threads ask main for the ways. Messages contain the password of a proxy: neither side logs them.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { WireError } from '../preload/domain/error.ts';
import { trustAuthorities } from './authorities.ts';
import { AppError, toWireError } from './errors.ts';
import { Secret } from './secret.ts';
import { findWay, setWays, type FindWay, type Way } from './ways.ts';

/** The data that a thread starts with: structured-cloneable; `port` has to be in the transfer list. */
export interface ThreadNetwork {
  readonly port: MessagePort;
  /** Authorities besides those that come with Node, as PEM. */
  readonly authorities: readonly string[];
}

interface Question {
  readonly id: number;
  readonly url: string;
}

type Message =
  | { readonly kind: 'authorities'; readonly authorities: readonly string[] }
  | { readonly kind: 'ways-changed' }
  | {
      readonly kind: 'way';
      readonly id: number;
      readonly way: { readonly proxy: string; readonly href: string } | null;
    }
  | { readonly kind: 'no-way'; readonly id: number; readonly error: WireError };

/** How long a thread remembers a way: the settings of the system may change without a word. */
const REMEMBERED_MS = 10_000;
const MAX_REMEMBERED = 256;

const links = new Set<MessagePort>();
let trusted: readonly string[] = [];

const tellAll = (message: Message): void => links.forEach((port) => port.postMessage(message));

/** Trusts these authorities besides those that come with Node, in this thread and in all that are linked. */
export function trustInAllThreads(pems: readonly string[]): void {
  trusted = pems;
  trustAuthorities(pems);
  tellAll({ kind: 'authorities', authorities: pems });
}

/** The ways are others now: no thread goes by one that it remembers. */
export function forgetWaysInAllThreads(): void {
  tellAll({ kind: 'ways-changed' });
}

/** Links a thread that is about to start. @returns what it is started with; `unlink` ends the link with the thread. */
export function linkThread(): { readonly network: ThreadNetwork; readonly unlink: () => void } {
  const { port1, port2 } = new MessageChannel();
  links.add(port1);
  port1.on('message', (question: Question) => void answer(port1, question));
  port1.unref();
  const unlink = (): void => {
    links.delete(port1);
    port1.close();
  };
  return { network: { port: port2, authorities: trusted }, unlink };
}

async function answer(port: MessagePort, { id, url }: Question): Promise<void> {
  const tell = (message: Message): void => port.postMessage(message);
  try {
    const way = await findWay(new URL(url));
    tell({ kind: 'way', id, way: way === null ? null : { proxy: way.proxy, href: way.href.reveal() } });
  } catch (error) {
    tell({ kind: 'no-way', id, error: toWireError(error) });
  }
}

/** The side of the thread: call it before the first connection. The link does not keep the thread from ending. */
export function joinNetwork({ port, authorities }: ThreadNetwork): void {
  if (authorities.length > 0) trustAuthorities(authorities);
  const asked = new Map<number, { resolve(way: Way | null): void; reject(error: AppError): void }>();
  const remembered = new Map<string, { readonly way: Promise<Way | null>; readonly untilMs: number }>();
  let nextId = 1;
  port.on('message', (message: Message) => {
    if (message.kind === 'authorities') return trustAuthorities(message.authorities);
    if (message.kind === 'ways-changed') return remembered.clear();
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if (message.kind === 'no-way') return waiting?.reject(AppError.fromWire(message.error));
    const { way } = message;
    return waiting?.resolve(way === null ? null : { proxy: way.proxy, href: new Secret(way.href) });
  });
  port.unref();
  const ask = (origin: string): Promise<Way | null> =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      asked.set(id, { resolve, reject });
      port.postMessage({ id, url: origin } satisfies Question);
    });
  const find: FindWay = ({ protocol, host }) => {
    const origin = `${protocol}//${host}/`;
    const known = remembered.get(origin);
    if (known !== undefined && known.untilMs > performance.now()) return known.way;
    const way = ask(origin);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(origin, { way, untilMs: performance.now() + REMEMBERED_MS });
    way.catch(() => remembered.delete(origin));
    return way;
  };
  setWays(find);
}
