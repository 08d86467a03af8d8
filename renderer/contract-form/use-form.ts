/** The shared state of the form's parts: the values, the functions that change them, and the problem of each field. */
import { createContext, useContext, useMemo } from 'react';
import type { FieldComplaint, OperationDescription } from '../../preload/contract/console.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import { complaintsOf } from './console-checks.ts';
import { editField, selectDraft, setFile, useDrafts, type Draft, type DraftRef } from './console-drafts.ts';
import { useOperationHelp, type HelpState } from './console-help.ts';
import type { Json, JsonObject } from './console-json.ts';
import { paramsOf, pathText, type FieldPath } from './console-values.ts';

export interface OperationForm {
  readonly description: OperationDescription;
  /** The words of the document in the language of the page. */
  readonly help: HelpState;
  /** The account whose cameras and groups the form offers; null without one. */
  readonly accountId: AccountId | null;
  readonly ref: DraftRef;
  readonly draft: Draft;
  /** The parameters that would be sent. */
  readonly params: JsonObject;
  /** The present problems, in the order of the form, missing fields included. */
  readonly complaints: readonly FieldComplaint[];
  readonly missing: number;
  readonly wrong: number;
  /** The complaint to show beside a field. A missing field is reported only after an attempt to send. */
  readonly complaintAt: (path: FieldPath) => FieldComplaint | null;
  readonly edit: (path: FieldPath, value: Json | undefined) => void;
  readonly setFile: (name: string, file: Draft['files'][string] | null) => void;
}

export const FormContext = createContext<OperationForm | null>(null);

export function useFormParts(): OperationForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error('a field stands outside its form');
  return form;
}

const isMissing = ({ code }: FieldComplaint): boolean => code === 'required';

/** @param accountId the account that calls go to. */
export function useOperationForm(
  description: OperationDescription,
  ref: DraftRef,
  accountId: AccountId | null,
): OperationForm {
  const { key, fallback } = ref;
  const own = useMemo(() => ({ key, fallback }), [key, fallback]);
  const draft = useDrafts(selectDraft(own));
  const help = useOperationHelp({ vendor: description.vendor, operationId: description.operation.id });
  return useMemo(() => {
    const { fields, supplied } = description;
    const params = paramsOf(fields, draft.values);
    const names = supplied.map(({ name }) => name);
    const found = complaintsOf(fields, params, names, new Set(Object.keys(draft.files)));
    const byPath = new Map<string, FieldComplaint>();
    const shown = found.filter((complaint) => draft.isAttempted || !isMissing(complaint));
    for (const complaint of [...draft.refused, ...shown]) byPath.set(pathText(complaint.path), complaint);
    return {
      description,
      help,
      accountId,
      ref: own,
      draft,
      params,
      complaints: found,
      missing: found.filter(isMissing).length,
      wrong: found.filter((complaint) => !isMissing(complaint)).length,
      complaintAt: (path) => byPath.get(pathText(path)) ?? null,
      edit: (path, value) => editField(own, path, value),
      setFile: (name, file) => setFile(own, name, file),
    };
  }, [description, help, accountId, own, draft]);
}

/** The id of a field's control: labels and notes refer to it. */
export const fieldId = (path: FieldPath): string => `co-${pathText(path).replace(/[^\w]/g, '_')}`;
