// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceId } from '../../../../../../preload/domain/ids.ts';
import {
  TARGET_FIELDS,
  type Target,
  type TargetField,
  type TargetLimits,
} from '../../../../../../preload/domain/people/targets.ts';
import { closeForm, openForm, useForm } from '../../../../../../renderer/features/targets/model/form.ts';
import { useTargets } from '../../../../../../renderer/features/targets/model/targets.ts';
import { TargetForm } from '../../../../../../renderer/features/targets/person/target-form.tsx';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const PLACE = { deviceId: 'acc:dev' as DeviceId, groupId: '1' };
const PERSON: Target = { id: '2', values: { name: 'Lee', gender: 'female', externalId: 'EXT_2' }, hasPicture: true };
const UNSTORED: readonly TargetField[] = ['age', 'country'];
const LIMITS: TargetLimits = {
  family: 'sdc',
  fields: TARGET_FIELDS.map((field) => {
    const bar = field === 'nation' ? 'not-yet' : UNSTORED.includes(field) ? 'family' : null;
    return {
      field,
      isMandatory: field === 'name' || field === 'gender',
      maxChars: 20,
      pattern: '[A-Za-z0-9_]+',
      barOnAdd: bar,
      barOnUpdate: field === 'externalId' ? 'set-once' : bar,
    };
  }),
  picture: { maxChars: 40_000, maxBytes: 30_000, maxSidePx: 1_200 },
  targetsPerCall: 1,
  pictureCharsPerCall: null,
  listHasPictures: false,
  lists: { types: ['other'], maxNameChars: 63, hasUniqueNames: true, canSwitch: true, deletesFull: false },
};

function Shown() {
  const form = useForm((state) => state.form);
  return form === null ? null : <TargetForm key={form.id} form={form} />;
}

let page: Page;

beforeEach(async () => {
  completeDom();
  installMain({});
  useTargets.setState({ place: PLACE });
  openForm(PLACE, LIMITS, { target: PERSON, picture: 'data:image/jpeg;base64,AAAA' });
  page = await open(<Shown />);
});

afterEach(async () => {
  await page.close();
  closeForm();
});

/** The field with this label. */
function field(label: string): HTMLInputElement {
  const found = [...page.element.querySelectorAll('label')].find((one) => one.textContent?.startsWith(label));
  return page.find(`[id="${found?.htmlFor}"]`) as HTMLInputElement;
}

it('the fields of a target that a family does not store are read-only, each with its reason', () => {
  const reasons = ['Age', 'Ethnic group', 'External ID', 'Occupation'].map((label) => [
    field(label).readOnly,
    field(label).title,
  ]);
  expect(reasons).toEqual([
    [true, 'Age: SDC devices do not store this.'],
    [true, 'Ethnic group: No device stores this yet.'],
    [true, 'External ID: Set when the target is added, and never changed.'],
    [false, ''],
  ]);
});

it('the form of a target marks a wrong value on its field at once, and a field that was emptied when it is saved', async () => {
  await page.type(`[id="${field('Remark').id}"]`, 'a@b');
  expect(field('Remark').getAttribute('aria-invalid')).toBe('true');
  expect(page.element.textContent).toContain('Letters and digits only');
  await page.type(`[id="${field('Remark').id}"]`, 'ab');
  expect(field('Remark').getAttribute('aria-invalid')).toBe('false');
  await page.type(`[id="${field('Name').id}"]`, ' ');
  expect(field('Name').getAttribute('aria-invalid')).toBe('false');
  await page.click('button[type="submit"]');
  expect(field('Name').getAttribute('aria-invalid')).toBe('true');
  expect(page.element.textContent).toContain('1 value to fix');
});

it.each([
  ['as many signs as the cloud takes', 'a'.repeat(20), null],
  ['one sign too many', 'a'.repeat(21), 'It has more than 20 characters.'],
  ['an emoji as its last sign', `${'a'.repeat(19)}😀`, 'Letters, digits, spaces, "_" and "-" only.'],
  ['an emoji as the sign too many', `${'a'.repeat(20)}😀`, 'It has more than 20 characters.'],
])('the form of a target takes a name, or names the reason on its field: %s', async (_, name, reason) => {
  await page.type(`[id="${field('Name').id}"]`, name);
  expect(field('Name').value).toBe(name);
  expect(field('Name').getAttribute('aria-invalid')).toBe(String(reason !== null));
  const noteId = field('Name').getAttribute('aria-describedby');
  expect(noteId === null ? null : page.find(`[id="${noteId}"]`).textContent).toBe(reason);
});
