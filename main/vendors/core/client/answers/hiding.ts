/** Secrets that belong to no account: passwords and codes of cameras. */
import { Redactor } from '../../../../redactor.ts';
import type { Secret } from '../../../../secret.ts';

/** While the cloud is asked, nothing that it answers shows these secrets. */
export async function hiding<T>(secrets: readonly Secret[], ask: () => Promise<T>): Promise<T> {
  const redactor = new Redactor(secrets);
  try {
    return await ask();
  } finally {
    redactor.dispose();
  }
}
