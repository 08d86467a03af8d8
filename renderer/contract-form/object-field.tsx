import type { ControlProps } from './field-control.tsx';
import { FieldRow } from './field-row.tsx';

/** The fields of an object, set in under its name. */
export function ObjectField({ field, path }: ControlProps) {
  return (
    <div className="co-object" role="group" aria-label={field.name}>
      {(field.children ?? []).map((child) => (
        <FieldRow key={child.name} field={child} path={[...path, child.name]} />
      ))}
    </div>
  );
}
