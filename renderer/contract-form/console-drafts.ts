/**
 * The typed values of each operation and account, sent or not. They live as long as the window, so that leaving the
 * screen loses nothing, and main stores them over a restart. Values of secret fields are here and nowhere else: they
 * are never stored.
 */
import { create } from 'zustand';
import type { FieldComplaint } from '../../preload/contract/console.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import { parseJson, printJson, type Json, type JsonObject } from './console-json.ts';
import { pathText, withValue, type FieldPath } from './console-values.ts';
import type { OperationChoice } from './operation-choice.ts';

export interface DraftFile {
  /** Read piece by piece when the call is made. */
  readonly file: Blob;
  readonly fileName: string;
  readonly bytes: number;
}

export interface Draft {
  readonly values: JsonObject;
  /** The text of the JSON view as it was typed; null once the form changed the values. */
  readonly jsonText: string | null;
  readonly view: 'form' | 'json';
  readonly files: Readonly<Record<string, DraftFile>>;
  /** True after an attempt to run: missing fields are then reported, too. */
  readonly isAttempted: boolean;
  /** Complaints of main or the cloud about single fields; a complaint goes when its field changes. */
  readonly refused: readonly FieldComplaint[];
}

const EMPTY_DRAFT: Draft = { values: {}, jsonText: null, view: 'form', files: {}, isAttempted: false, refused: [] };

/**
 * A draft by account and operation. Values that were typed before there was an account belong to the first account that
 * is added.
 */
export interface DraftRef {
  readonly key: string;
  readonly fallback: string;
}

interface DraftState {
  readonly drafts: Readonly<Record<string, Draft>>;
}

export const useDrafts = create<DraftState>(() => ({ drafts: {} }));

export function draftRef({ vendor, operationId }: OperationChoice, accountId: AccountId | null): DraftRef {
  const fallback = `${vendor} ${operationId}`;
  return { key: accountId === null ? fallback : `${accountId} ${operationId}`, fallback };
}

export const selectDraft =
  ({ key, fallback }: DraftRef) =>
  ({ drafts }: DraftState): Draft =>
    drafts[key] ?? drafts[fallback] ?? EMPTY_DRAFT;

export function changeDraft(ref: DraftRef, change: (draft: Draft) => Partial<Draft>): void {
  useDrafts.setState((state) => {
    const draft = selectDraft(ref)(state);
    return { drafts: { ...state.drafts, [ref.key]: { ...draft, ...change(draft) } } };
  });
}

/**
 * Clears the form.
 *
 * @returns a function that exchanges the form's values with those of the last exchange: it restores the cleared values,
 *   and stores the values typed since for its next call. The view stays, except for a JSON text that cannot be read:
 *   only the JSON view shows it.
 */
export function clearDraft(ref: DraftRef): () => void {
  let other = EMPTY_DRAFT;
  const exchange = (): void => {
    const now = selectDraft(ref)(useDrafts.getState());
    const given = other;
    other = now;
    changeDraft(ref, () => ({ ...given, view: isReadable(given) ? now.view : 'json' }));
  };
  exchange();
  return exchange;
}

/** Sets one value from the form; `undefined` takes it away. */
export function editField(ref: DraftRef, path: FieldPath, value: Json | undefined): void {
  const changed = pathText(path);
  changeDraft(ref, ({ values, refused }) => ({
    values: withValue(values, path, value),
    jsonText: null,
    refused: refused.filter((complaint) => !pathText(complaint.path).startsWith(changed)),
  }));
}

/** Takes over the JSON view's text; the values follow while it can be read. */
export function editJson(ref: DraftRef, jsonText: string): void {
  const parsed = parseJson(jsonText);
  changeDraft(ref, () => (parsed.ok ? { jsonText, values: parsed.value, refused: [] } : { jsonText }));
}

/** The text of the JSON view: as typed, else the values printed. */
export function jsonTextOf({ jsonText, values }: Draft): string {
  return jsonText ?? printJson(values);
}

/** Whether the typed values can be read; a broken JSON text keeps the operator in its view. */
export function isReadable({ jsonText }: Draft): boolean {
  return jsonText === null || parseJson(jsonText).ok;
}

export function showView(ref: DraftRef, view: Draft['view']): void {
  changeDraft(ref, (draft) => (view === 'form' && !isReadable(draft) ? {} : { view }));
}

/** Throws the broken JSON text away; the last values that could be read stay. */
export function discardJson(ref: DraftRef): void {
  changeDraft(ref, () => ({ jsonText: null, view: 'form' }));
}

export function setFile(ref: DraftRef, name: string, file: DraftFile | null): void {
  changeDraft(ref, ({ files, refused }) => {
    const rest = Object.fromEntries(Object.entries(files).filter(([held]) => held !== name));
    return {
      files: file === null ? rest : { ...rest, [name]: file },
      refused: refused.filter(({ path }) => path[0] !== name),
    };
  });
}

/** Puts the parameters of an earlier call into the form. */
export function restoreParams(ref: DraftRef, values: JsonObject): void {
  changeDraft(ref, () => ({ values, jsonText: null, isAttempted: false, refused: [] }));
}
