import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { checkHost, guardedLookup, isForbiddenAddress, isLocalUrl } from '../../../main/addresses.ts';

const FORBIDDEN = [
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::', '::1', '0:0:0:0:0:0:0:1'],
  ...['169.254.169.254', '169.254.0.23', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['fd00:ec2::254', 'fd20:ce::254', 'fd00:42::42', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  ...['224.0.0.1', '239.255.255.250', '255.255.255.255', '240.0.0.1', 'ff02::1'],
  // IPv4 addresses inside IPv6 addresses
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::127.0.0.1', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::1', '2002:7f00:1::', '2002:a9fe:a9fe::1'],
  ...['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'fd00::5efe:127.0.0.1', '2001:db8::200:5efe:169.254.169.254'],
  // texts that are no addresses
  ...['', 'localhost', '127.1', '0x7f.1', '127.0.0.1 ', '1.2.3.4, 127.0.0.1'],
];

const ALLOWED = [
  ...['8.8.8.8', '1.1.1.1', '128.0.0.1', '126.255.255.255', '10.0.0.1', '172.16.0.1', '192.168.1.20'],
  ...['100.64.0.1', '100.100.100.201', '169.253.255.255', '223.255.255.255'],
  ...['2606:4700::1111', 'fd00::1', 'fec0::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2002:808:808::1'],
  'fd00::5efe:10.0.0.1',
];

describe('forbidden addresses', () => {
  it.each(FORBIDDEN)('a cloud may not name the address %j', (ip) => expect(isForbiddenAddress(ip)).toBe(true));

  it.each(ALLOWED)('a cloud may name the address %s', (ip) => expect(isForbiddenAddress(ip)).toBe(false));

  it('a local account may name loopback and link-local addresses, and no other address of the list', () => {
    const open = FORBIDDEN.filter((ip) => !isForbiddenAddress(ip, true));
    expect(open).toEqual([
      ...['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
      ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:0:127.0.0.1'],
      ...['64:ff9b::7f00:1', '2002:7f00:1::', 'fd00::5efe:127.0.0.1'],
    ]);
  });
});

describe('the host of a URL', () => {
  const spellings = ['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.0.0.1.', '[::1]'];
  const names = ['localhost', 'LOCALHOST', 'localhost.', 'a.b.localhost'];

  it.each([...spellings, ...names, '[::ffff:127.0.0.1]', '169.254.169.254', '[fe80::1]'])(
    'a URL with the host %s is refused',
    (host) => {
      expect(() => checkHost(host, false)).toThrow(expect.objectContaining({ code: 'network.address-refused' }));
    },
  );

  it.each([...spellings, ...names])('a URL with the host %s is allowed to a local account', (host) => {
    expect(() => checkHost(host, true)).not.toThrow();
  });

  it.each(['media.example', 'notlocalhost', 'localhost.example', '10.0.0.5', '[fd00::1]', '8.8.8.8'])(
    'the host %s is checked only after its name is resolved',
    (host) => expect(() => checkHost(host, false)).not.toThrow(),
  );

  it('an account is local when its endpoint is on this computer', () => {
    const local = [
      'http://127.0.0.1:8080',
      'http://localhost:1',
      'https://[::1]',
      'http://x.localhost/',
      'http://127.1',
    ];
    expect(local.filter(isLocalUrl)).toEqual(local);
    const others = ['https://vis.example', 'http://10.0.0.1', 'http://169.254.169.254', 'http://0.0.0.0', 'no address'];
    expect(others.filter(isLocalUrl)).toEqual([]);
  });
});

describe('a connection to a name', () => {
  const servers: http.Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  async function serve(): Promise<{ readonly port: number; readonly connections: () => number }> {
    let connections = 0;
    const server = http.createServer((_, response) => response.end('secret'));
    server.on('connection', () => (connections += 1));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, connections: () => connections };
  }

  /** A name server that answers the n-th question with the n-th list. */
  const resolver =
    (answers: readonly (readonly string[])[], asked: string[] = []): Parameters<typeof guardedLookup>[1] =>
    (name, _options, callback) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(name);
      setImmediate(() =>
        callback(
          null,
          answer.map((address) => ({ address, family: net.isIP(address) })),
        ),
      );
    };

  const get = (port: number, isLocalAllowed: boolean, resolve: Parameters<typeof guardedLookup>[1]): Promise<string> =>
    new Promise((done, reject) => {
      const lookup = guardedLookup(isLocalAllowed, resolve);
      const request = http.get({ host: 'media.example', port, lookup, agent: false }, (response) => {
        response.resume();
        done(String(response.statusCode));
      });
      request.on('error', reject);
    });

  // @promise security.media-addresses
  it.each([[['127.0.0.1']], [['::ffff:127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['169.254.169.254']]])(
    'a connection to a name is refused when the name leads to %j, and nothing connects',
    async (addresses) => {
      const { port, connections } = await serve();
      await expect(get(port, false, resolver([addresses]))).rejects.toMatchObject({
        code: 'network.address-refused',
        params: { host: 'media.example' },
      });
      expect(connections()).toBe(0);
    },
  );

  // @promise security.media-addresses
  it('a connection goes to the very address that was checked: the name is resolved once', async () => {
    const { port, connections } = await serve();
    const asked: string[] = [];
    expect(await get(port, true, resolver([['127.0.0.1'], ['192.0.2.1']], asked))).toBe('200');
    expect({ asked, connections: connections() }).toEqual({ asked: ['media.example'], connections: 1 });
  });

  it('a lookup answers one address where the caller wants one, and passes on the failure of the resolver', async () => {
    const lookup = guardedLookup(false, resolver([['8.8.8.8', '1.1.1.1']]));
    const one = new Promise((done) =>
      lookup('media.example', {}, (error, address, family) => done([error, address, family])),
    );
    expect(await one).toEqual([null, '8.8.8.8', 4]);
    const failing = guardedLookup(false, (_, _options, callback) =>
      callback(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), []),
    );
    const failure = new Promise((done) => failing('media.example', {}, (error) => done(error?.code)));
    expect(await failure).toBe('ENOTFOUND');
  });
});
