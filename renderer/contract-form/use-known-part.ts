/** The cameras and groups of the account that the form's calls go to. */
import { useDirectory } from '../state/cameras/directory.ts';
import type { AccountDirectory } from '../state/cameras/directory-merge.ts';
import { deviceBeside, fieldsBeside } from './known-ids.ts';
import { valueAt, type FieldPath } from './console-values.ts';
import { useFormParts } from './use-form.ts';

/** Null while the cameras of the account are not read, and without an account. */
export function useKnownPart(): AccountDirectory | null {
  const { accountId } = useFormParts();
  return useDirectory(({ view }) => view.parts.find((part) => part.accountId === accountId) ?? null);
}

/** The id of the device beside the field at `path`, or null. */
export function useDeviceBeside(path: FieldPath): string | null {
  const { description, draft } = useFormParts();
  return deviceBeside(fieldsBeside(description.fields, path), valueAt(draft.values, path.slice(0, -1)));
}
