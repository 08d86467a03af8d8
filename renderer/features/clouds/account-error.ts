import type { WireError } from '../../../preload/domain/error.ts';
import { providerOf } from '../../../preload/domain/providers.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import type { Text } from '../../i18n/i18n.ts';
import { fieldWords } from './field-row.tsx';

/** A refusal with the label that the form gives a field, in place of the name that requests give it. */
export function withFieldLabel(t: Text, vendor: VendorId | null, error: WireError): WireError {
  const label = labelOf(t, vendor, error.params['field']);
  return label === null ? error : { ...error, params: { ...error.params, field: label } };
}

function labelOf(t: Text, vendor: VendorId | null, name: string | number | undefined): string | null {
  if (name === 'label') return t('clouds.form.label');
  if (name === 'endpoint') return t('clouds.form.endpoint');
  if (vendor === null || typeof name !== 'string') return null;
  const isKnown = providerOf(vendor)?.fields.some((field) => field.name === name) === true;
  return isKnown ? fieldWords(t, vendor, name, 'label') : null;
}
