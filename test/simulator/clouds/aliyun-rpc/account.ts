/** The key pair of a simulated account, from the seed. */
import { createHash } from 'node:crypto';
import type { RpcAccount } from './gate.ts';

export function accountOf(seed: number, vendor: string): RpcAccount {
  const text = (use: string): string =>
    createHash('sha512')
      .update(`${String(seed)}|${vendor}|${use}`)
      .digest('base64')
      .replace(/[^A-Za-z0-9]/g, '');
  return { accessKeyId: `LTAI${text('id').slice(0, 20)}`, accessKeySecret: text('secret').slice(0, 30) };
}
