import type { ConsoleField } from '../../preload/contract/console.ts';
import { useText } from '../i18n/i18n.ts';
import { isObject, type Json } from './console-json.ts';
import { valueAt, type FieldPath } from './console-values.ts';
import { StateGlyph } from '../ui/icons/icon.tsx';
import { FileField } from './file-field.tsx';
import { ListField } from './list-field.tsx';
import { ObjectField } from './object-field.tsx';
import { JsonField, ScalarField } from './scalar-field.tsx';
import { useFormParts } from './use-form.ts';

export interface ControlProps {
  readonly field: ConsoleField;
  readonly path: FieldPath;
}

/** Fields whose control needs the whole width. */
export function isBranch({ kind, item }: ConsoleField): boolean {
  return kind === 'object' || (kind === 'list' && item?.kind === 'object');
}

/** Whether the control of a kind can show a value. Another value stays as it is, to be edited as JSON. */
function canShow(kind: ConsoleField['kind'], value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (kind === 'list') return Array.isArray(value);
  if (kind === 'object' || kind === 'map' || kind === 'json') return isObject(value);
  return typeof value !== 'object';
}

/** The control for a field's kind. */
export function FieldControl({ field, path }: ControlProps) {
  const { draft } = useFormParts();
  const value = valueAt(draft.values, path);
  if (!canShow(field.kind, value)) return <Unfit field={field} path={path} />;
  switch (field.kind) {
    case 'object':
      return <ObjectField field={field} path={path} />;
    case 'list':
      return <ListField field={field} path={path} />;
    case 'map':
    case 'json':
      return <JsonField field={field} path={path} />;
    case 'file':
      return <FileField field={field} path={path} />;
    default:
      return <ScalarField field={field} path={path} />;
  }
}

function Unfit({ field, path }: ControlProps) {
  const t = useText();
  const { draft } = useFormParts();
  return (
    <div className="co-unfit">
      <span className="row g1">
        <StateGlyph name="delayed" size={11} />
        {t('console.form.unfit', { kind: t(`console.kinds.${field.kind}`) })}
      </span>
      <code className="mono el">{JSON.stringify(valueAt(draft.values, path))}</code>
    </div>
  );
}
