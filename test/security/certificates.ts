/** Certificates of authorities and of servers, made for one test. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
const time = (text: string): Buffer => der(0x17, Buffer.from(text));
const TRUE = der(0x01, Buffer.from([0xff]));
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));

let serial = 0;

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

/** An identity that can sign others; `name` and `privateKey` are what those need. */
export interface Authority extends Identity {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface Wish {
  readonly name?: string;
  /** Names of DNS that the certificate is for, besides 127.0.0.1 where `isForThisComputer` is left out. */
  readonly hosts?: readonly string[];
  readonly isForThisComputer?: boolean;
  /** As `YYMMDDhhmmssZ`; its time is from 2020 to 2049 where both are left out. */
  readonly from?: string;
  readonly until?: string;
  /** The issuer; without one the certificate signs itself. */
  readonly by?: Authority;
  /** May sign others. */
  readonly isAuthority?: boolean;
}

/** A certificate and its key, both as PEM. */
export function makeCertificate(wish: Wish = {}): Authority {
  const { name = 'localhost', hosts = ['localhost'], isForThisComputer = true, isAuthority = false } = wish;
  const { from = '200101000000Z', until = '491231235959Z', by } = wish;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid('2a8648ce3d040302')); // ecdsa-with-SHA256
  const names = hosts.map((host) => der(0x82, Buffer.from(host)));
  const addresses = isForThisComputer ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : [];
  const extensions = [
    ...(names.length + addresses.length > 0
      ? [sequence(oid('551d11'), der(0x04, sequence(...names, ...addresses)))] // subjectAltName
      : []),
    ...(isAuthority ? [sequence(oid('551d13'), TRUE, der(0x04, sequence(TRUE)))] : []), // basicConstraints
  ];
  serial = (serial % 100) + 1;
  const content = sequence(
    der(0xa0, integer(2)),
    integer(serial),
    algorithm,
    nameOf(by?.name ?? name),
    sequence(time(from), time(until)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, by?.privateKey ?? privateKey));
  const cert = sequence(content, algorithm, signature).toString('base64');
  return {
    name,
    privateKey,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  };
}

/** An authority that nobody knows yet. */
export const makeAuthority = (name = 'Authority of a site', time: Pick<Wish, 'from' | 'until'> = {}): Authority =>
  makeCertificate({ name, hosts: [], isForThisComputer: false, isAuthority: true, ...time });
