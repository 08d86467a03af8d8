/** A picture is fetched from a server that a cloud named, and that server may send whatever it likes. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { fetchPicture } from '../../../../../main/media/gateway/picture-fetch.ts';

const MAX_BYTES = 10_000;

async function serverOf(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/picture.jpg`;
}

const fetched = (url: string, isLocalAllowed = true, signal = new AbortController().signal) =>
  fetchPicture({ url, headers: {}, expiresAtMs: null, isLocalAllowed }, MAX_BYTES, signal);

it('a picture comes whole, and a refusal comes with the words of the server', async () => {
  const url = await serverOf((request, response) => {
    response.writeHead(request.url === '/picture.jpg' ? 200 : 403).end('bytes');
  });
  expect(await fetched(url)).toEqual({ status: 200, body: Buffer.from('bytes') });
  expect(await fetched(`${url}x`)).toEqual({ status: 403, body: Buffer.from('bytes') });
});

// @promise security.taken-pictures: A picture that a cloud had a camera take is read up to 6 MB and for 45 s; redirects
// stay on the host, and this computer is refused.
it('an answer without an end is read as far as the bound, and not further', async () => {
  let written = 0;
  const url = await serverOf((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1_000))) written += 1_000;
      response.once('drain', more);
    };
    more();
  });
  const { body } = await fetched(url);
  expect(body.length).toBeGreaterThan(MAX_BYTES);
  expect(body.length).toBeLessThan(MAX_BYTES + 100_000);
  expect(written).toBeGreaterThan(0);
});

// @promise security.taken-pictures
it('an answer that is cut, a server that leads elsewhere, and this computer by an answer of a cloud are errors', async () => {
  const cut = await serverOf((_, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('bytes', () => response.destroy());
  });
  await expect(fetched(cut)).rejects.toMatchObject({ code: 'network.reset' });
  const elsewhere = await serverOf((_, response) => {
    response.writeHead(302, { Location: 'http://example.org/picture.jpg' }).end();
  });
  await expect(fetched(elsewhere)).rejects.toMatchObject({ code: 'network.redirect-refused' });
  await expect(fetched(elsewhere, false)).rejects.toMatchObject({ code: 'network.address-refused' });
});

// @promise security.taken-pictures
it('a server that never answers is left when the caller gives up', async () => {
  const url = await serverOf(() => undefined);
  const abort = new AbortController();
  const asked = fetched(url, true, abort.signal);
  abort.abort();
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
});
