/** The secrets of an account by the names of their fields. From the check of a form to the keychain they stay wrapped. */
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import { fieldsOf, providerOf, wayOf, type ProviderField } from '../../../preload/domain/accounts/providers.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import { TOKEN_NAME, type Vault } from '../../keychain/vault.ts';
import type { Credential, Secret } from '../../secret.ts';

export type Secrets = Readonly<Record<string, Secret>>;

/**
 * Puts secrets together field by field, in the order of the fields.
 *
 * @param secretOf the secret of a field, or null where there is none: the field is then left out.
 */
export async function gatherSecrets(
  fields: readonly Pick<ProviderField, 'name' | 'secret'>[],
  secretOf: (name: string) => Promise<Secret | null> | Secret | null,
): Promise<Record<string, Secret>> {
  const secrets: Record<string, Secret> = {};
  for (const { name, secret: isSecret } of fields) {
    const secret = isSecret ? await secretOf(name) : null;
    if (secret !== null) secrets[name] = secret;
  }
  return secrets;
}

/** The first required secret, of the way that `fields` sign in by, that is not among `secrets`; null when none is missing. */
export function missingSecret(
  vendor: VendorId,
  fields: Readonly<Record<string, string>>,
  secrets: Secrets,
): string | null {
  const missing = fieldsOfWay(vendor, fields).find(
    ({ secret: isSecret, required, name }) => isSecret && required && secrets[name] === undefined,
  );
  return missing?.name ?? null;
}

/**
 * Reads each secret that the vault has of an account once: those of the cloud's form, and those that the vault lists
 * beside them. The token is not among them: its session reads the token.
 *
 * @throws {AppError} `vault.*`.
 */
export async function readSecrets({ id, vendor, persistence }: Account, vault: Vault): Promise<Secrets> {
  const fields = providerOf(vendor)?.fields ?? [];
  const listed = vault.list().find(({ accountId }) => accountId === id)?.names ?? [];
  const others = listed.filter((name) => name !== TOKEN_NAME && !fields.some((field) => field.name === name));
  return await gatherSecrets([...fields, ...others.map((name) => ({ name, secret: true }))], (name) =>
    vault.read(id, persistence, name),
  );
}

/**
 * The credential that signs requests of an account: the secrets of the way that it signs in by.
 *
 * @throws {AppError} `vault.no-such-secret` naming the field.
 */
export function credentialOf({ vendor, fields }: Pick<Account, 'vendor' | 'fields'>, secrets: Secrets): Credential {
  const missing = missingSecret(vendor, fields, secrets);
  if (missing !== null) {
    throw new AppError('vault.no-such-secret', `the vault has no ${missing}`, {
      params: { field: missing },
      action: 'edit-account',
    });
  }
  const names = new Set(fieldsOfWay(vendor, fields).map(({ name }) => name));
  return { fields, secrets: Object.fromEntries(Object.entries(secrets).filter(([name]) => names.has(name))) };
}

function fieldsOfWay(vendor: VendorId, fields: Readonly<Record<string, string>>): readonly ProviderField[] {
  const provider = providerOf(vendor);
  return provider ? fieldsOf(provider, wayOf(provider, fields)) : [];
}
