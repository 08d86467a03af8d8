/** The photo of the open form: the newest choice counts, whichever is ready first. */
import type { TargetPictureLimits } from '../../../../preload/domain/people/targets.ts';
import { changeForm, useForm } from './form.ts';
import { openPhoto, preparePhoto, WHOLE, type Cut, type OpenPhoto } from './photo.ts';

let run = 0;

/** A file that is not taken leaves the form as it is, with the reason. */
export async function choosePhoto(file: Blob, limits: TargetPictureLimits): Promise<void> {
  const mine = (run += 1);
  const { form } = useForm.getState();
  if (form === null || form.isBusy) return;
  changeForm({ isPreparing: true, photoProblem: null });
  const opened = await openPhoto(file).catch(() => 'damaged' as const);
  const isLate = mine !== run || !isOpen(form.id);
  if (typeof opened === 'string') {
    if (!isLate) changeForm({ isPreparing: false, photoProblem: opened });
    return;
  }
  if (isLate) return opened.bitmap.close();
  useForm.getState().form?.photo?.source.bitmap.close();
  changeForm({ photo: { source: opened, cut: WHOLE, prepared: null } });
  await prepare(opened, WHOLE, limits, mine);
}

/** Another part of the same photo. */
export async function cutPhoto(cut: Cut, limits: TargetPictureLimits): Promise<void> {
  const mine = (run += 1);
  const { form } = useForm.getState();
  if (form === null || form.photo === null || form.isBusy) return;
  changeForm({ isPreparing: true, photo: { ...form.photo, cut } });
  await prepare(form.photo.source, cut, limits, mine);
}

const isOpen = (id: number): boolean => useForm.getState().form?.id === id;

async function prepare(source: OpenPhoto, cut: Cut, limits: TargetPictureLimits, mine: number): Promise<void> {
  // The bitmap is closed when the form is given up meanwhile.
  const prepared = await preparePhoto(source, cut, limits).catch(() => null);
  const { form } = useForm.getState();
  if (mine !== run || form?.photo?.source !== source) return;
  changeForm({ isPreparing: false, photo: { source, cut, prepared } });
}
