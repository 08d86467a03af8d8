/**
 * What the threads of the client share about the network: main knows what is trusted, and tells its threads, because Node
 * keeps the trusted authorities of each thread apart.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { trustAuthorities } from './authorities.ts';

/** What a thread is started with: structured-cloneable; `port` has to be in the list of what is handed over. */
export interface ThreadNetwork {
  readonly port: MessagePort;
  /** Authorities besides those that come with Node, as PEM. */
  readonly authorities: readonly string[];
}

interface News {
  readonly authorities: readonly string[];
}

const links = new Set<MessagePort>();
let trusted: readonly string[] = [];

/** Trusts these authorities besides those that come with Node, in this thread and in all that are linked. */
export function trustInAllThreads(pems: readonly string[]): void {
  trusted = pems;
  trustAuthorities(pems);
  for (const port of links) port.postMessage({ authorities: pems } satisfies News);
}

/** Links a thread that is about to start. @returns what it is started with; `unlink` ends the link with the thread. */
export function linkThread(): { readonly network: ThreadNetwork; unlink(): void } {
  const { port1, port2 } = new MessageChannel();
  links.add(port1);
  port1.unref();
  const unlink = (): void => {
    links.delete(port1);
    port1.close();
  };
  return { network: { port: port2, authorities: trusted }, unlink };
}

/** The side of the thread: call it before the first connection. The link does not keep the thread from ending. */
export function joinNetwork({ port, authorities }: ThreadNetwork): void {
  if (authorities.length > 0) trustAuthorities(authorities);
  port.on('message', (news: News) => trustAuthorities(news.authorities));
  port.unref();
}
