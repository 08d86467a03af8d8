/**
 * An id of the camera tree: typed, or chosen among the cameras or groups of the account by name, number or group. A camera
 * that is chosen fills in the ids of device and channel together.
 */
import { AutoComplete } from 'antd';
import { useMemo, useState } from 'react';
import type { KnownId } from '../../preload/domain/cameras/known-ids.ts';
import { useLocale, useText, type Text } from '../i18n/i18n.ts';
import { numberText } from '../i18n/numbers.ts';
import type { ControlProps } from './field-control.tsx';
import { fieldsBeside, isGroupId, knownChoices, nameOfId, type KnownChoice, type KnownName } from './known-ids.ts';
import { valueAt, type FieldPath } from './console-values.ts';
import { useDeviceBeside, useKnownPart } from './use-known-part.ts';
import { useFormParts } from './use-form.ts';
import { useScalar } from './use-scalar.ts';

interface KnownIdFieldProps extends ControlProps {
  readonly knownId: KnownId;
}

interface CameraOption {
  readonly value: string;
  readonly choice: KnownChoice;
}

export function KnownIdField(props: KnownIdFieldProps) {
  const { field, path, knownId } = props;
  const t = useText();
  const { text, set, props: shared } = useScalar(props);
  const fill = useFill(path);
  const [isOpen, setOpen] = useState(false);
  // The text that was typed since the list opened: a list that opens over an id offers every choice.
  const [query, setQuery] = useState('');
  const choices = useChoices(knownId, isOpen ? query : null);
  const options = choices.found.map((choice): CameraOption => ({ value: choice.key, choice }));
  const part = useKnownPart();
  const device = useDeviceBeside(path);
  // Over a whole id the list would only take the key that runs the call.
  const isDone = query !== '' && part !== null && nameOfId(part, knownId, query, device) !== null;
  const isItem = typeof path.at(-1) === 'number';
  return (
    <AutoComplete
      {...shared}
      {...(isItem ? { 'aria-label': `${field.name} ${Number(path.at(-1)) + 1}` } : {})}
      value={text}
      open={isOpen && options.length > 0 && !isDone}
      options={options}
      defaultActiveFirstOption={false}
      filterOption={false}
      popupMatchSelectWidth={false}
      placeholder={shared.placeholder || t('console.known.find')}
      optionRender={({ data }) => <ChoiceRow choice={data.choice} />}
      popupRender={(menu) => (
        <>
          {menu}
          {choices.more === null ? null : <p className="t3 co-more">{choices.more}</p>}
        </>
      )}
      onOpenChange={(open) => {
        setOpen(open);
        if (open) setQuery('');
      }}
      onSearch={(typed) => {
        setQuery(typed);
        setOpen(true);
      }}
      onChange={(value: string | undefined, option) => {
        const choice = option === undefined ? undefined : (option as Partial<CameraOption>).choice;
        if (choice === undefined) return set(value ?? '');
        setOpen(false);
        fill(choice, knownId);
      }}
    />
  );
}

/** Puts the ids of a camera into the field and into the fields beside it that name the same camera. */
function useFill(path: FieldPath): (choice: KnownChoice, knownId: KnownId) => void {
  const { description, edit } = useFormParts();
  return ({ ids }, knownId) => {
    edit(path, ids[knownId] ?? '');
    if (typeof path.at(-1) === 'number') return;
    const isCamera = knownId === 'device' || knownId === 'channel';
    for (const { name, knownId: other } of fieldsBeside(description.fields, path)) {
      if (!isCamera || other === knownId || (other !== 'device' && other !== 'channel')) continue;
      edit([...path.slice(0, -1), name], ids[other] ?? '');
    }
  };
}

interface Choices {
  readonly found: readonly KnownChoice[];
  /** How many more there are; null: all are shown. */
  readonly more: string | null;
}

/** @param query null while the list is closed: nothing is searched then. */
function useChoices(knownId: KnownId, query: string | null): Choices {
  const t = useText();
  const locale = useLocale();
  const part = useKnownPart();
  return useMemo(() => {
    if (query === null || part === null) return { found: [], more: null };
    const { found, total } = knownChoices(part, knownId, query);
    const shown = numberText(found.length, locale);
    return { found, more: total > found.length ? t('console.known.more', { shown, count: total }) : null };
  }, [t, locale, part, knownId, query]);
}

function ChoiceRow({ choice: { name, number, place } }: { readonly choice: KnownChoice }) {
  return (
    <span className="row g2">
      {number === null ? null : <span className="num t2">{number}</span>}
      <span>{name}</span>
      <span className="t3 el co-meaning">{place}</span>
    </span>
  );
}

/** The name behind an id, with the number of a camera. */
export function knownWords(t: Text, known: KnownName): string {
  return known.number === null ? known.name : t('console.known.camera', { name: known.name, number: known.number });
}

/** Says under the field what its id names. */
export function KnownIdNote({ knownId, path }: { readonly knownId: KnownId; readonly path: FieldPath }) {
  const t = useText();
  const part = useKnownPart();
  const { draft } = useFormParts();
  const device = useDeviceBeside(path);
  const value = valueAt(draft.values, path);
  if (part === null || typeof value !== 'string' || value === '') return null;
  const known = nameOfId(part, knownId, value, device);
  if (known !== null) return <span className="t2">{knownWords(t, known)}</span>;
  return <span>{t(isGroupId(knownId) ? 'console.known.unknownGroup' : 'console.known.unknown')}</span>;
}
