/** The whole of main without a window: startApp over a host that only records, driven through its dispatch. */
import type { Input, Output, RequestName } from '../../../preload/contract/contract.ts';
import type { EventName, EventPayload } from '../../../preload/contract/events.ts';
import type { Result } from '../../../preload/domain/error.ts';
import { startApp } from '../../../main/app.ts';
import type { ConfirmRequest, Host, HostServices } from '../../../main/host.ts';
import type { LaunchOptions } from '../../../main/launch-options.ts';
import { UNSUPERVISED, type Supervision } from '../../../main/supervision.ts';
import type { RunningApp } from '../../../main/running-app.ts';

/** The origin that the recording host claims for its page. */
export const PAGE_ORIGIN = 'http://127.0.0.1:9';

type Event = { readonly name: EventName; readonly payload: unknown; readonly windowId: string | undefined };

export class RecordingHost implements Host {
  readonly kind = 'browser';
  readonly systemLocale = 'en-US';
  readonly events: Event[] = [];
  services: HostServices | null = null;
  readonly #waiting = new Set<() => void>();
  readonly #resumed = new Set<() => void>();

  start(services: HostServices): Promise<{ readonly launchUrl: string | null }> {
    this.services = services;
    services.onPageOrigin?.(PAGE_ORIGIN);
    return Promise.resolve({ launchUrl: null });
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>, windowId?: string): void {
    this.events.push({ name, payload: structuredClone(payload), windowId });
    for (const check of this.#waiting) check();
  }

  /** Resolves with the first payload of `name`, past or to come, that `isMeant` takes. */
  event<N extends EventName>(name: N, isMeant: (payload: EventPayload<N>) => boolean): Promise<EventPayload<N>> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.events.find((e) => e.name === name && isMeant(e.payload as EventPayload<N>));
        if (!found) return;
        this.#waiting.delete(check);
        resolve(found.payload as EventPayload<N>);
      };
      this.#waiting.add(check);
      check();
    });
  }

  resume(): void {
    for (const listener of this.#resumed) listener();
  }

  capture = () => Promise.resolve(new Uint8Array());
  processIds = () => [];
  notify = () => {};
  hasSaveDialog = false;
  chooseSavePath: Host['chooseSavePath'] = () => Promise.resolve(null);
  /** Every question that main asked, and what the person at the dialog says. */
  readonly questions: ConfirmRequest[] = [];
  says = false;
  confirm = (request: ConfirmRequest) => {
    this.questions.push(request);
    return Promise.resolve(this.says);
  };
  chooseFolder = () => Promise.resolve(null);
  onClosed = () => () => {};
  dispose = () => Promise.resolve();
  onResumed(listener: () => void): () => void {
    this.#resumed.add(listener);
    return () => this.#resumed.delete(listener);
  }
}

export interface Client {
  readonly host: RecordingHost;
  readonly app: RunningApp;
  /** One request as a window sends it, and the whole answer. */
  ask<N extends RequestName>(name: N, input: Input<N>, windowId?: string): Promise<Result<Output<N>>>;
  /** The value of an answer. @throws {Error} with the code of a refusal. */
  get<N extends RequestName>(name: N, input: Input<N>, windowId?: string): Promise<Output<N>>;
  /** Every answer so far, as text. */
  readonly answers: string[];
}

/**
 * @param supervision what carries the memory of a run over a crash; nothing where it is left out.
 * @param chooseSavePath what somebody chooses in the dialog for files; null: the host has none.
 */
export async function startClient(
  dataDir: string,
  change: Partial<LaunchOptions> = {},
  supervision: Supervision = UNSUPERVISED,
  chooseSavePath: Host['chooseSavePath'] | null = null,
): Promise<Client> {
  const host = new RecordingHost();
  if (chooseSavePath !== null) Object.assign(host, { hasSaveDialog: true, chooseSavePath });
  const options: LaunchOptions = {
    dataDir,
    pageDir: dataDir,
    isHeadless: true,
    opensWindow: false,
    vault: 'session',
    hasControl: false,
    simulatorCommand: null,
    hasLocalClouds: true,
    ...change,
  };
  const app = await startApp(host, options, supervision);
  const answers: string[] = [];
  const ask: Client['ask'] = async (name, input, windowId = 'w1') => {
    const answer = await host.services?.dispatch({ windowId, windowKey: windowId }, name, input);
    answers.push(JSON.stringify(answer));
    return answer as Result<Output<typeof name>>;
  };
  const get: Client['get'] = async (name, input, windowId) => {
    const answer = await ask(name, input, windowId);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  };
  return { host, app, ask, get, answers };
}
