/** A loopback cloud for one test: it answers by action, as the test says, and remembers the calls. */
import { Secret } from '../../../../../main/secret.ts';
import type { SessionSettings } from '../../../../../main/ports/session.ts';
import type { Page } from '../../../../../main/ports/page.ts';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { sendJson, startTinyServer } from '../core/client/tiny-server.ts';

export type Params = Readonly<Record<string, string>>;
/** The answer's body; a number is an HTTP status with an empty body, a pair a status with a body. */
export type Answers = Readonly<Record<string, (params: Params) => object | number | readonly [number, object]>>;

export interface RpcServer {
  readonly origin: string;
  /** Parameters of the calls of one action, oldest first. */
  calls(action: string): readonly Params[];
  close(): Promise<void>;
}

export async function startRpcServer(answers: Answers): Promise<RpcServer> {
  const asked: Params[] = [];
  const server = await startTinyServer(({ path }, response) => {
    const params = Object.fromEntries(new URLSearchParams(path.slice(path.indexOf('?') + 1)));
    asked.push(params);
    const answer = answers[params['Action'] ?? '']?.(params) ?? 404;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (Array.isArray(answer)) sendJson(response, answer[1], answer[0] as number);
    else sendJson(response, { RequestId: 'r-1', ...answer });
  });
  return {
    origin: server.origin,
    calls: (action) => asked.filter((params) => params['Action'] === action),
    close: () => server.close(),
  };
}

export function settingsFor(endpoint: string, fields: Readonly<Record<string, string>> = {}): SessionSettings {
  return {
    accountId: asAccountId('a1'),
    endpoint,
    region: null,
    credential: {
      fields: { accessKeyId: 'LTAI-test', ...fields },
      secrets: { accessKeySecret: new Secret('not-a-secret') },
    },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  };
}

/** The items on page `number` of `size`, counted from 1. */
export function slice<T>(items: readonly T[], number: string | undefined, size: string | undefined): readonly T[] {
  const limit = Number(size);
  const from = (Number(number) - 1) * limit;
  return items.slice(from, from + limit);
}

export async function all<T>(walk: AsyncIterable<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of walk) items.push(...page.items);
  return items;
}
