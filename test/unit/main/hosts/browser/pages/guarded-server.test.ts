import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GuardedServer } from '../../../../../../main/hosts/browser/pages/guarded-server.ts';

describe('the server of the windows', () => {
  let server: GuardedServer;
  let port = 0;

  beforeEach(async () => {
    server = new GuardedServer((_request, response) => void response.end('served'), { checkEveryMs: 10 });
    port = await server.listen();
  });
  afterEach(() => server.close());

  /** All bytes of a connection until it closes. */
  async function answerTo(sent: string): Promise<string> {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.write(sent);
    await once(socket, 'close');
    return answer;
  }

  it.each([
    ['on which nothing was sent', ''],
    ['on which a request stopped half way', 'GET / HTTP/1.1\r\nHost: a'],
  ])('the server of the windows closes a connection without an answer %s for too long', async (_what, sent) => {
    server.http.headersTimeout = 50;
    server.http.requestTimeout = 50;
    expect(await answerTo(sent)).toBe('');
  });

  it('the server of the windows answers bytes that are not a request with 400, and closes the connection', async () => {
    expect(await answerTo('no request\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});
