/** Ed25519 signatures over the list of files of an evidence bundle. */
import { MAX_SIGNATURE_BYTES } from '../../../preload/domain/bounds.ts';
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const base64 = z
  .string()
  .max(512)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/);
const signature = z.strictObject({
  algorithm: z.literal('Ed25519'),
  /** DER of SubjectPublicKeyInfo (RFC 8410). */
  publicKey: base64,
  signature: base64,
});

const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** By which people compare keys: SHA-256 of the public key in groups of four hexadecimal digits. */
export function fingerprintOf(publicKey: KeyObject): string {
  const digest = createHash('sha256').update(spkiOf(publicKey)).digest('hex');
  return digest.match(/.{4}/g)?.join(' ') ?? digest;
}

/** The content of the file of the signature. @param privateKey an Ed25519 key. */
export function signatureBytes(manifest: Uint8Array, privateKey: KeyObject): Buffer {
  const written: z.infer<typeof signature> = {
    algorithm: 'Ed25519',
    publicKey: spkiOf(createPublicKey(privateKey)).toString('base64'),
    signature: sign(null, manifest, privateKey).toString('base64'),
  };
  return Buffer.from(`${JSON.stringify(written, null, 2)}\n`, 'utf8');
}

/** The fingerprint of the key that signed these bytes, or null where the signature is broken. Never throws. */
export function signerOf(manifest: Uint8Array, file: Uint8Array): string | null {
  try {
    if (file.length > MAX_SIGNATURE_BYTES) return null;
    const { publicKey, signature: made } = signature.parse(JSON.parse(Buffer.from(file).toString('utf8')));
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return null;
    return verify(null, manifest, key, Buffer.from(made, 'base64')) ? fingerprintOf(key) : null;
  } catch {
    return null;
  }
}
