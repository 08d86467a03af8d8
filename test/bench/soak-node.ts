/** The client's own process, inspected through Node's inspector: main and the gateway's worker are threads of it. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { until } from '../e2e/harness.ts';
import { Connection, type Target } from './soak-cdp.ts';

export interface Threads {
  readonly main: Target;
  readonly gateway: Target;
}

/** A port that nobody listened on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The `NODE_OPTIONS` that make a Node process listen for the inspector. */
export const inspectorOptions = (port: number): string => `--inspect=127.0.0.1:${port} --inspect-publish-uid=http`;

const WORKER = 'NodeWorker.sendMessageToWorker';

/** Commands for a worker travel as text inside commands for the process. */
class WorkerTarget implements Target {
  readonly #process: Connection;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (message: { result?: unknown; error?: { message: string } }) => void>();
  #nextId = 1;

  constructor(owner: Connection, sessionId: string) {
    this.#process = owner;
    this.#sessionId = sessionId;
    owner.on('NodeWorker.receivedMessageFromWorker', (params) => {
      if (params['sessionId'] !== sessionId) return;
      const message = JSON.parse(String(params['message'])) as { id?: number; result?: unknown };
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    });
  }

  async send<T>(method: string, params: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const id = this.#nextId++;
    const answer = new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        this.#waiting.delete(id);
        if (error) reject(new Error(error.message));
        else resolve(result as T);
      });
    });
    const message = JSON.stringify({ id, method, params });
    await this.#process.send(WORKER, { sessionId: this.#sessionId, message });
    return answer;
  }
}

/** Connects for as long as `use` runs, so that no inspector is connected between two samples. */
export async function withThreads<T>(port: number, use: (threads: Threads) => Promise<T>): Promise<T> {
  const list = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { webSocketDebuggerUrl: string }[];
  const main = await Connection.open(list[0]?.webSocketDebuggerUrl ?? '');
  try {
    let gateway: Target | null = null;
    main.on('NodeWorker.attachedToWorker', (params) => {
      const { title } = params['workerInfo'] as { title: string };
      if (title.includes('gateway')) gateway = new WorkerTarget(main, String(params['sessionId']));
    });
    await main.send('NodeWorker.enable', { waitForDebuggerOnStart: false });
    await until(() => Promise.resolve(gateway !== null), "the gateway's worker answers the inspector");
    if (!gateway) throw new Error('no gateway');
    return await use({ main, gateway });
  } finally {
    main.close();
  }
}
