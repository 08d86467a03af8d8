import { useRef } from 'react';
import type { ConsoleField } from '../../preload/contract/console.ts';
import { useText } from '../i18n/i18n.ts';
import type { Json } from './console-json.ts';
import { blankOf, valueAt, type FieldPath } from './console-values.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Icon } from '../ui/icons/icon.tsx';
import { FieldControl, type ControlProps } from './field-control.tsx';
import { FieldNote } from './field-row.tsx';
import { KnownIdNote } from './known-id-field.tsx';
import { fieldId, useFormParts } from './use-form.ts';

/** A longer list is edited in the JSON view, because more controls would make the page slow. */
const MAX_ROWS = 50;

/** One row for each entry, with buttons to add and to remove. Several lines pasted into a row become several rows. */
export function ListField({ field, path }: ControlProps) {
  const t = useText();
  const { draft, edit } = useFormParts();
  const box = useRef<HTMLDivElement>(null);
  const value = valueAt(draft.values, path);
  const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  const { item } = field;
  if (item === undefined) return null;
  const add = (): void => {
    edit(path, [...list, blankOf(item)]);
    requestAnimationFrame(() => lastControl(box.current)?.focus());
  };
  const remove = (index: number): void =>
    edit(path, list.length === 1 ? undefined : list.filter((_, other) => other !== index));
  const paste = (index: number, text: string): void =>
    edit(path, [...list.slice(0, index), ...linesOf(text), ...list.slice(index + 1)]);
  return (
    <div ref={box} className="co-list">
      {list.slice(0, MAX_ROWS).map((_, index) => (
        <ListRow
          key={index}
          field={field}
          item={item}
          path={[...path, index]}
          onRemove={() => remove(index)}
          onPaste={(text) => paste(index, text)}
        />
      ))}
      {list.length > MAX_ROWS ? (
        <p className="t3">{t('console.form.moreItems', { count: list.length - MAX_ROWS })}</p>
      ) : null}
      <span className="row g2">
        <button
          id={fieldId(path)}
          type="button"
          className="btn sm"
          aria-label={t('console.form.addTo', { name: field.name })}
          aria-describedby={`${fieldId(path)}-note`}
          onClick={add}
        >
          <Icon name="plus" size={12} />
          {t('console.form.add')}
        </button>
        {list.length === 0 ? null : <span className="t3">{t('console.form.items', { count: list.length })}</span>}
      </span>
    </div>
  );
}

function lastControl(box: HTMLElement | null): HTMLElement | null {
  const rows = box?.querySelectorAll<HTMLElement>('.co-item') ?? [];
  return [...rows].at(-1)?.querySelector<HTMLElement>('input, textarea, select, .btn') ?? null;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);

interface ListRowProps {
  readonly field: ConsoleField;
  readonly item: ConsoleField;
  readonly path: FieldPath;
  readonly onRemove: () => void;
  readonly onPaste: (text: string) => void;
}

function ListRow({ field, item, path, onRemove, onPaste }: ListRowProps) {
  const t = useText();
  const number = Number(path.at(-1)) + 1;
  const name = `${field.name} ${number}`;
  const isObject = item.kind === 'object';
  const named = { ...item, name: field.name };
  return (
    <div
      className={isObject ? 'co-item object' : 'co-item'}
      role="group"
      aria-label={name}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text');
        if (isObject || !text.trim().includes('\n')) return;
        event.preventDefault();
        onPaste(text);
      }}
    >
      <span className="t3 nr">{number}</span>
      <div className="grow">
        <FieldControl field={named} path={path} />
        <FieldNote id={fieldId(path)} path={path}>
          {item.knownId === undefined ? null : <KnownIdNote knownId={item.knownId} path={path} />}
        </FieldNote>
      </div>
      <IconButton icon="x" size={12} label={t('console.form.remove', { name })} onClick={onRemove} />
    </div>
  );
}
