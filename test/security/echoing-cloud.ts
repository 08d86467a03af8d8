/**
 * A server between the client and a simulated cloud. It collects the secrets that it sees and writes them into its answers,
 * in many forms and in each place that a client might show, log or store.
 */
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How the server answers. `truth`: as the cloud behind does. `rows`: success, with secrets in names, texts and request ids.
 * `everything`: success, with secrets in each text. `refusal`: an error. `page`: a web page. `redirect`: an address
 * elsewhere. `wrong-type`: a text where the document has a number or a list.
 */
export const MANNERS = ['truth', 'rows', 'everything', 'refusal', 'page', 'redirect', 'wrong-type'] as const;
export type Manner = (typeof MANNERS)[number];

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const units = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The ways to write a secret. */
export const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  raw: (secret) => secret,
  'URL-encoded': percent,
  'doubly URL-encoded': (secret) => encodeURIComponent(percent(secret)),
  'in a signed query': (secret) => encodeURIComponent(`/?AccessKeySecret=${encodeURIComponent(secret)}&x=1`),
  'JSON-escaped': units,
  'inside JSON': (secret) => JSON.stringify({ key: secret }),
  base64,
  'base64 for URLs': (secret) => Buffer.from(secret).toString('base64url'),
  'base64 behind a name': (secret) => base64(`user:${secret}:x`),
  'URL-encoded base64': (secret) => percent(base64(secret)),
  'without its last letter': (secret) => secret.slice(0, -1),
};

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Members that the envelopes are judged by. */
const JUDGED = /^(code|error_code|statuscode|success|action)$/i;
const NAME = /name|desc|suffix|remark|label|title/i;
const REQUEST_ID = /^request_?id$/i;
const SECRET_HEADERS = ['access-token', 'x-auth-token', 'x-iss-security-token', 'x-subject-token'] as const;
/** Times, numbers and addresses of media are left as they are, so that the answer keeps its documented types. */
const TYPED = /^-?[\d.]+$|^\d{4}-\d\d-\d\d|^[a-z]+:\/\//;

export class EchoingCloud {
  readonly #realOrigin: string;
  readonly #server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
  /** The secrets that the server knows: those of the account, and each token that went through. */
  readonly secrets: Set<string>;
  manner: Manner = 'truth';
  /** How many answers carried secrets, by the manner. */
  readonly sent = new Map<Manner, number>();
  /** Called for each request that has come whole. A text is the answer, and the cloud behind is not asked. */
  onRequest: ((target: string, body: string) => string | null) | null = null;
  /** Called when the last byte of such an answer has been given to the system. */
  onAnswered: (() => void) | null = null;
  #turn = 0;

  /** @param secrets what the cloud gave to the account; shared by the servers of one account. */
  constructor(realOrigin: string, secrets: Set<string>) {
    this.#realOrigin = realOrigin;
    this.secrets = secrets;
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      this.#learn(incoming.headers);
      const asked = await wholeOf(incoming);
      const own = this.onRequest?.(incoming.url ?? '', asked.toString('utf8')) ?? null;
      if (own !== null) {
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end(own, () => this.onAnswered?.());
        return;
      }
      const { status, headers, body } = await this.#ask(incoming, asked);
      this.#learn(headers);
      const text = body.toString('utf8');
      const token = /"access_token"\s*:\s*"([^"]+)"/.exec(text)?.[1];
      if (token !== undefined) this.secrets.add(token);
      const givesToken = token !== undefined || headers['x-subject-token'] !== undefined;
      if (this.manner === 'truth' || (givesToken && this.manner !== 'refusal')) {
        outgoing.writeHead(status, { 'content-type': headers['content-type'], ...subjectTokenOf(headers) }).end(body);
        return;
      }
      this.#echo(outgoing, text);
    } catch {
      outgoing.destroy(); // the client or the cloud hung up
    }
  }

  #learn(headers: IncomingHttpHeaders): void {
    for (const name of SECRET_HEADERS) {
      const value = headers[name];
      if (typeof value === 'string' && value !== '') this.secrets.add(value);
    }
  }

  async #ask(incoming: IncomingMessage, body: Buffer) {
    // With the same Host, which signatures cover.
    const asked = request(new URL(incoming.url ?? '/', this.#realOrigin), {
      method: incoming.method,
      headers: incoming.headers,
      agent: false,
      setHost: false,
    });
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve).once('error', reject).end(body);
    });
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await wholeOf(answer) };
  }

  #echo(outgoing: ServerResponse, text: string): void {
    const { manner } = this;
    this.sent.set(manner, (this.sent.get(manner) ?? 0) + 1);
    const id = this.#next();
    const headers = { 'x-request-id': id, 'x-acs-request-id': id, requestid: id };
    const reply = (status: number, body: Json): void =>
      void outgoing.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (manner) {
      case 'rows':
      case 'everything':
      case 'wrong-type':
        return reply(200, this.#changed(JSON.parse(text) as Json, manner, ''));
      case 'refusal':
        return reply(400, this.#refusal());
      case 'page':
        return void outgoing
          .writeHead(200, { ...headers, 'content-type': 'text/html' })
          .end(`<html><title>${this.#next()}</title><h1>${this.#all()}</h1></html>`);
      case 'redirect': {
        const location = `https://${encodeURIComponent(this.#next())}.example/?key=${this.#next()}`;
        return void outgoing.writeHead(302, { ...headers, location }).end(this.#all());
      }
      case 'truth':
        throw new RangeError('nothing is echoed');
      default:
        return manner satisfies never;
    }
  }

  /** In the words of all five clouds at once; each client takes its own. */
  #refusal(): Json {
    const [code, said, id] = [`${this.#next()}.X`, `refused: ${this.#all()}`, this.#next()];
    return {
      error_code: code,
      error_msg: said,
      request_id: id,
      RequestId: id,
      Code: code,
      StatusCode: code,
      Message: said,
      Success: false,
      error: { code, message: said },
    };
  }

  #changed(value: Json, manner: Manner, name: string): Json {
    if (Array.isArray(value)) {
      if (manner === 'wrong-type') return this.#next();
      return (value as readonly Json[]).map((item) => this.#changed(item, manner, name));
    }
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#changed(item, manner, key)]));
    }
    if (REQUEST_ID.test(name)) return this.#next();
    if (JUDGED.test(name) || typeof value !== 'string' || TYPED.test(value)) return value;
    return manner === 'everything' || (manner === 'rows' && NAME.test(name)) ? `Gate ${this.#next()} 7` : value;
  }

  #forms(): readonly string[] {
    return [...this.secrets].flatMap((secret) => Object.values(FORMS).map((write) => write(secret)));
  }

  /** One secret in one form; the next call takes the next form. */
  #next(): string {
    const forms = this.#forms();
    this.#turn += 1;
    return forms[this.#turn % forms.length] ?? '';
  }

  /** Some of the forms, as many as fit into the part of a sentence that a client shows. */
  #all(): string {
    return [this.#next(), this.#next(), `https://support.example/${this.#next()}?k=${this.#next()}`].join(' ');
  }
}

async function wholeOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const subjectTokenOf = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> => {
  const token = headers['x-subject-token'];
  return typeof token === 'string' ? { 'x-subject-token': token } : {};
};
