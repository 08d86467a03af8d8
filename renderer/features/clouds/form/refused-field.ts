/** Leads from a refusal of main to the field that it is about. */
import type { WireError } from '../../../../preload/domain/error.ts';
import { isFieldProblem } from '../../../../preload/domain/field-problems.ts';
import { ADDRESS_FIELDS } from '../../../../preload/domain/accounts/key-addresses.ts';
import type { Problem } from './validate.ts';

export interface RefusedField {
  readonly name: string;
  readonly problem: Problem;
}

const bad = (name: string): Problem => ({ kind: ADDRESS_FIELDS.some((field) => field === name) ? 'endpoint' : 'bad' });

/** The field that a refusal names and what is wrong with it, or null where it names none. */
export function refusedField({ code, params }: WireError): RefusedField | null {
  const { field: name, detail, limit } = params;
  if (typeof name !== 'string') return null;
  switch (code) {
    case 'account.keys-needed':
      return { name, problem: { kind: 'again' } };
    case 'account.address-refused':
      return { name, problem: { kind: 'not-confirmed' } };
    case 'account.address-plain':
      return { name, problem: { kind: 'endpoint-plain' } };
    case 'network.no-api':
      return { name, problem: { kind: 'no-api' } };
    case 'vault.no-such-secret':
      return { name, problem: { kind: 'missing' } };
    case 'input.invalid-field':
      return {
        name,
        problem: isFieldProblem(detail) ? { kind: 'reason', detail, limit: Number(limit ?? 0) } : bad(name),
      };
    default:
      return null;
  }
}

/** Puts the focus into a field of the form, and opens the part that hides it. */
export function focusField(name: string): void {
  const input = document.getElementById(`account-${name}`);
  const hiding = input?.closest('details');
  if (hiding) hiding.open = true;
  input?.focus();
  input?.closest('.frow')?.scrollIntoView({ block: 'nearest' });
}
