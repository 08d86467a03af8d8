/** The common part of the controls for plain values. */
import { useText } from '../i18n/i18n.ts';
import { plainText } from './console-json.ts';
import { valueAt } from './console-values.ts';
import type { ControlProps } from './field-control.tsx';
import { fieldId, useFormParts } from './use-form.ts';

/** The text of a plain value, the way to change it, and what its controls share. */
export function useScalar({ field, path }: ControlProps) {
  const t = useText();
  const { draft, edit, complaintAt } = useFormParts();
  const value = valueAt(draft.values, path);
  const id = fieldId(path);
  const { default: preset, example } = field;
  const placeholder =
    preset !== undefined
      ? t('console.form.defaultIs', { value: String(preset) })
      : example === undefined
        ? ''
        : t('console.form.example', { value: example });
  const isItem = typeof path.at(-1) === 'number';
  return {
    text: value === null ? '' : plainText(value),
    // An element of a list keeps its place when it is emptied.
    set: (text: string) => edit(path, text === '' && !isItem ? undefined : text),
    props: {
      id,
      placeholder,
      status: complaintAt(path) === null ? ('' as const) : ('error' as const),
      'aria-required': field.isRequired,
      'aria-describedby': `${id}-note`,
      'aria-invalid': complaintAt(path) !== null,
    },
  };
}
