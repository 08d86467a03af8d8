/** Checks the values of a cloud's form against the provider's rules, and names the field that is wrong. */
import type { AccountDraft } from '../../../preload/contract/account.ts';
import { ADDRESS_FIELDS, addressProblem, type AddressField } from '../../../preload/domain/accounts/key-addresses.ts';
import { fieldsOf, providerOf, wayOf, type Provider } from '../../../preload/domain/accounts/providers.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { FieldProblem } from '../../../preload/domain/field-problems.ts';
import { withoutEnd } from '../../../preload/domain/text.ts';
import { AppError } from '../../errors.ts';
import { Secret } from '../../secret.ts';
import type { Secrets } from './secrets.ts';
import { addressPlain } from './key-consent.ts';

export interface CheckedDraft {
  readonly label: string;
  readonly endpoint: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
}

/** @throws {AppError} `input.invalid-field` with the name of the field. */
function invalidField(field: string, detail: FieldProblem, more: { readonly limit?: number } = {}): AppError {
  return new AppError('input.invalid-field', `${field}: ${detail}`, {
    params: { field, detail, ...more },
    action: 'edit-account',
  });
}

/** @throws {AppError} `cloud.not-supported`. */
export function knownProvider(vendor: VendorId): Provider {
  const provider = providerOf(vendor);
  if (provider) return provider;
  throw new AppError('cloud.not-supported', `this version cannot join ${vendor}`, { params: { detail: vendor } });
}

/** A whole draft: every required field is there, every value fits. Surrounding blanks, as pasted, are dropped. */
export function checkDraft(draft: AccountDraft): CheckedDraft {
  const provider = knownProvider(draft.vendor);
  const fields = checkFields(provider, draft.fields);
  const secrets = checkSecrets(provider, draft.secrets);
  for (const field of fieldsOf(provider, wayOf(provider, fields))) {
    const value = (field.secret ? secrets : fields)[field.name];
    if (field.required && value === undefined) throw invalidField(field.name, 'missing');
  }
  return { label: checkLabel(draft.label), endpoint: checkEndpoint(draft.endpoint), fields, secrets };
}

/**
 * Some fields of a form, without secrets: the given fields must exist and fit. An empty optional field is left out, an
 * empty required field is refused.
 */
export function checkFields(provider: Provider, values: Readonly<Record<string, string>>): Record<string, string> {
  return checkValues(provider, values, false);
}

/** The same as {@link checkFields} for secrets. From here to the keychain nothing can print one of them. */
export function checkSecrets(provider: Provider, values: Readonly<Record<string, string>>): Secrets {
  const checked = Object.entries(checkValues(provider, values, true));
  return Object.fromEntries(checked.map(([name, value]) => [name, new Secret(value)]));
}

function checkValues(
  provider: Provider,
  values: Readonly<Record<string, string>>,
  secret: boolean,
): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, raw] of Object.entries(values)) {
    const field = provider.fields.find((f) => f.name === name && f.secret === secret);
    if (!field) throw invalidField(name, 'unknown');
    const value = raw.trim();
    if (value === '') {
      if (field.required) throw invalidField(name, 'missing');
      continue;
    }
    if (value.length > field.maxLength) throw invalidField(name, 'too-long', { limit: field.maxLength });
    const address = ADDRESS_FIELDS.find((one) => one === name);
    if (address !== undefined) checkAddress(address, value);
    if (field.pattern !== null && !new RegExp(field.pattern).test(value)) throw invalidField(name, 'form');
    checked[name] = value;
  }
  return checked;
}

export function checkLabel(label: string): string {
  const text = label.trim();
  if (text === '') throw invalidField('label', 'missing');
  return text;
}

export function checkEndpoint(endpoint: string): string {
  const text = withoutEnd(endpoint.trim(), '/');
  checkAddress('endpoint', text);
  return text;
}

/**
 * Keys travel over https only. Whether a cloud on this computer may do without is for KeyConsent to decide.
 *
 * @throws {AppError} `input.invalid-field`, `account.address-plain`.
 */
function checkAddress(field: AddressField, text: string): void {
  const problem = addressProblem(text);
  if (problem === 'address') throw invalidField(field, 'address');
  if (problem === 'parts') throw invalidField(field, 'address-parts');
  if (problem === 'plain') throw addressPlain(field, new URL(text).host);
}
