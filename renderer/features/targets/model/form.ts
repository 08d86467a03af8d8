/** The form of a target: what was typed and chosen stays until it is stored or given up, also over another screen. */
import { create } from 'zustand';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import {
  TARGET_FIELDS,
  targetValueProblem,
  type Target,
  type TargetEdits,
  type TargetField,
  type TargetFieldRule,
  type TargetLimits,
  type TargetOutcome,
  type TargetValues,
} from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import type { Cut, OpenPhoto, PhotoProblem, PreparedPhoto } from './photo.ts';
import type { Place } from './place.ts';
import { expectRow, openPerson, useTargets } from './targets.ts';
import { dropThumb } from './thumbs.ts';

export interface Photo {
  readonly source: OpenPhoto;
  readonly cut: Cut;
  /** Null while the cut is prepared, and where it cannot be. */
  readonly prepared: PreparedPhoto | null;
}

export interface Form {
  /** Another one each time that a form is opened. */
  readonly id: number;
  readonly place: Place;
  /** As they were when the form was opened. */
  readonly limits: TargetLimits;
  /** Null: somebody is added. */
  readonly target: Target | null;
  /** The picture that the device has, as a `data:` address. */
  readonly picture: string | null;
  readonly values: TargetValues;
  readonly photo: Photo | null;
  readonly photoProblem: PhotoProblem | null;
  /** A photo is opened or prepared. */
  readonly isPreparing: boolean;
  /** Somebody tried to save: what is missing is marked. */
  readonly isTried: boolean;
  readonly isBusy: boolean;
  readonly error: WireError | null;
}

interface FormState {
  readonly form: Form | null;
  /** Done once the operator gives the form up. */
  readonly leaving: (() => void) | null;
}

export const useForm = create<FormState>(() => ({ form: null, leaving: null }));
const { getState, setState } = useForm;

const FRESH = {
  photo: null,
  photoProblem: null,
  isPreparing: false,
  isTried: false,
  isBusy: false,
  error: null,
} as const;

let forms = 0;

interface Known {
  readonly target: Target;
  readonly picture: string | null;
}

/** @param known the target that is changed; null: somebody is added. */
export function openForm(place: Place, limits: TargetLimits, known: Known | null): void {
  const target = known?.target ?? null;
  forms += 1;
  const form = {
    id: forms,
    place,
    limits,
    target,
    picture: known?.picture ?? null,
    values: target?.values ?? {},
    ...FRESH,
  };
  setState({ form, leaving: null });
}

export const changeForm = (part: Partial<Form>): void =>
  setState(({ form }) => ({ form: form === null ? null : { ...form, ...part } }));

export const setValue = (field: TargetField, value: string): void =>
  setState(({ form }) => ({
    form: form === null ? null : { ...form, error: null, values: { ...form.values, [field]: value } },
  }));

export function closeForm(): void {
  getState().form?.photo?.source.bitmap.close();
  setState({ form: null, leaving: null });
}

/** Goes on at once, or after a question where something typed or chosen would be lost. */
export function leaveForm(go: () => void): void {
  const { form } = getState();
  if (form?.isBusy === true) return;
  if (form !== null && isChanged(form)) return setState({ leaving: go });
  closeForm();
  go();
}

export function giveUp(): void {
  const { leaving } = getState();
  closeForm();
  leaving?.();
}

export const keepEditing = (): void => setState({ leaving: null });

export const barOf = ({ target }: Form, rule: TargetFieldRule): TargetFieldRule['barOnAdd'] =>
  target === null ? rule.barOnAdd : rule.barOnUpdate;

const typed = (form: Form, field: TargetField): string => form.values[field]?.trim() ?? '';

function isChanged(form: Form): boolean {
  const before = form.target?.values ?? {};
  return form.photo !== null || TARGET_FIELDS.some((field) => typed(form, field) !== (before[field] ?? ''));
}

export type FieldFault = NonNullable<ReturnType<typeof targetValueProblem>>;
export type Faults = Readonly<Partial<Record<TargetField | 'picture', FieldFault>>>;

/** The faults before anybody is asked. A missing value counts only after somebody tried to save. */
export function faultsOf(form: Form): Faults {
  const faults: Partial<Record<TargetField | 'picture', FieldFault>> = {};
  for (const rule of form.limits.fields) {
    const value = typed(form, rule.field);
    // A value that is stored already is the cloud's own.
    const isKept = form.target !== null && value !== '' && value === form.target.values[rule.field];
    if (barOf(form, rule) !== null || isKept) continue;
    const fault = targetValueProblem(rule, value);
    if (fault !== null) faults[rule.field] = fault;
  }
  if (form.photo === null && form.picture === null) faults.picture = 'missing';
  if (form.photo !== null && form.photo.prepared === null && !form.isPreparing) faults.picture = 'form';
  return faults;
}

/** Texts of fields that can be set; for a target that is changed, those that differ. */
function editsOf(form: Form): TargetEdits {
  const before = form.target?.values ?? {};
  const open = form.limits.fields.filter((rule) => barOf(form, rule) === null).map(({ field }) => field);
  const changed = open.filter((field) => typed(form, field) !== (before[field] ?? ''));
  return Object.fromEntries(changed.map((field) => [field, typed(form, field) || null]));
}

type Answer = Result<{ readonly outcomes: readonly TargetOutcome[] }>;

function send({ place, target }: Form, edits: TargetEdits, picture: string | null): Promise<Answer> {
  if (target === null) {
    const values = Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== null)) as TargetValues;
    return request['targets.add']({ ...place, targets: [{ values, picture: picture ?? '' }] });
  }
  return request['targets.update']({ ...place, changes: [{ targetId: target.id, edits, picture }] });
}

/** The form goes with its list. @returns ends it. */
export const followForm = (): (() => void) =>
  useTargets.subscribe(({ place }, before) => {
    if (place !== before.place) closeForm();
  });

/** Stores the target once. A refusal or a lost answer leaves the form as it is. */
export async function saveForm(): Promise<void> {
  const { form } = getState();
  if (form === null || form.isBusy || form.isPreparing) return;
  changeForm({ isTried: true, error: null });
  if (Object.keys(faultsOf(form)).length > 0) return;
  if (!isChanged(form)) return closeForm();
  changeForm({ isBusy: true });
  const answer = await send(form, editsOf(form), form.photo?.prepared?.base64 ?? null);
  // The account may be gone, and the form with it.
  if (getState().form?.id !== form.id) return;
  const outcome = answer.ok ? answer.value.outcomes[0] : undefined;
  if (outcome?.state !== 'done') {
    return changeForm({ isBusy: false, error: answer.ok ? (outcome?.error ?? null) : answer.error });
  }
  closeForm();
  if (form.target === null) expectRow(form.place);
  const { targetId } = outcome;
  if (targetId === null || useTargets.getState().place !== form.place) return;
  dropThumb(targetId);
  void openPerson(targetId);
}
