/** The fields that stand above the tree while a group of a cloud is made, renamed or looked for. */
import { useEffect, useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { groupNameFault, type FoundGroup, type GroupOffer } from '../../../../preload/domain/cameras/cloud-groups.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { accountOf, type AccountId } from '../../../../preload/domain/ids.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { request } from '../../../page/bridge.ts';
import { refreshDirectory, useDirectory } from '../../../state/cameras/directory.ts';
import { groupPath } from '../../../state/cameras/group-path.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { NameForm } from '../../../ui/form/name-form.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { askGroupOffer, createGroup, renameGroup, useGroupOffers, type CloudGroup } from './cloud-groups.ts';
import { closeOverlay } from '../sites/site-overlay.ts';

/** Asks each account which changes of groups its cloud documents, for the keys and menus of its groups. */
export function useGroupOffersOfAll(): void {
  const ids = useDirectory((state) => state.view.parts.map(({ accountId }) => accountId).join(' '));
  useEffect(() => {
    for (const id of ids.split(' ').filter(Boolean)) void askGroupOffer(id as AccountId);
  }, [ids]);
}

function nameProblem(t: Text, offer: GroupOffer, name: string): string | null {
  const fault = groupNameFault(offer, name);
  if (fault === null) return null;
  if (fault.code === 'too-short') return t('cameras.groups.problems.empty');
  if (fault.code !== 'too-long') return t('cameras.groups.problems.signs');
  const isDouble = offer.name.lengthUnit?.includes('counts 2') === true;
  return t(isDouble ? 'cameras.groups.problems.longDouble' : 'cameras.groups.problems.long', { limit: fault.detail });
}

interface NameOf {
  readonly accountId: AccountId;
  readonly title: string;
  readonly initial: string;
  readonly isNew: boolean;
  readonly onSave: (name: string) => Promise<WireError | null>;
}

function CloudName({ accountId, title, initial, isNew, onSave }: NameOf) {
  const t = useText();
  const offer = useGroupOffers((state) => state.get(accountId) ?? null);
  if (offer === null) return null;
  const words = {
    title,
    placeholder: t('cameras.groups.placeholder'),
    cancel: t('cameras.sites.cancel'),
    submit: t(isNew ? 'cameras.sites.add' : 'cameras.sites.save'),
  };
  return (
    <NameForm
      initial={initial}
      words={words}
      problemOf={(name) => nameProblem(t, offer, name)}
      onSave={onSave}
      onClose={closeOverlay}
    />
  );
}

interface CloudCreateProps {
  readonly accountId: AccountId;
  readonly parent: CloudGroup | null;
}

export function CloudCreate({ accountId, parent }: CloudCreateProps) {
  const t = useText();
  const title = parent === null ? t('cameras.groups.createTop') : t('cameras.groups.createIn', { name: parent.name });
  return (
    <CloudName
      {...{ accountId, title, initial: '', isNew: true }}
      onSave={(name) => createGroup(accountId, parent?.id ?? null, name)}
    />
  );
}

export function CloudRename({ group }: { readonly group: CloudGroup }) {
  const t = useText();
  return (
    <CloudName
      {...{ accountId: accountOf(group.id), initial: group.name, isNew: false }}
      title={t('cameras.groups.rename', { name: group.name })}
      onSave={(name) => (name === group.name ? Promise.resolve(null) : renameGroup(group, name))}
    />
  );
}

/** The names from the top down to the group, as far as the tree or the cloud knows them. */
function pathWords(accountId: AccountId, { parentId, path }: FoundGroup): string {
  const part = useDirectory.getState().view.parts.find((one) => one.accountId === accountId);
  const above = part === undefined || parentId === null ? [] : groupPath(part, parentId);
  return [...above, ...path].join(' / ');
}

interface CloudFindProps {
  readonly accountId: AccountId;
  /** Shows a group in the tree by its name. */
  readonly onShow: (name: string) => void;
}

/** Asks the cloud, which also knows groups that nobody read here yet. */
export function CloudFind({ accountId, onShow }: CloudFindProps) {
  const t = useText();
  const id = useId();
  const [words, setWords] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const [found, setFound] = useState<readonly FoundGroup[] | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  useReturnedFocus();
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (words.trim() === '' || isAsking) return;
    setIsAsking(true);
    setError(null);
    const answer = await request['devices.find-groups']({ accountId, words: words.trim() });
    setIsAsking(false);
    setFound(answer.ok ? answer.value.groups : null);
    setError(answer.ok ? null : answer.error);
  };
  const show = ({ path }: FoundGroup): void => {
    void refreshDirectory(accountId);
    onShow(path.at(-1) ?? '');
    closeOverlay();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) closeOverlay();
  };
  return (
    <form
      className="name-form"
      aria-label={t('cameras.groups.find')}
      onSubmit={(event) => void ask(event)}
      onKeyDown={onKeyDown}
    >
      <label htmlFor={id}>{t('cameras.groups.find')}</label>
      <span className="fld sm">
        <input
          id={id}
          autoFocus
          value={words}
          maxLength={100}
          placeholder={t('cameras.groups.placeholder')}
          onChange={({ target }) => setWords(target.value)}
        />
      </span>
      {error === null ? null : <ErrorText error={error} />}
      <p className="note" role="status">
        {isAsking
          ? t('cameras.groups.finding')
          : found === null
            ? ''
            : t(found.length === 0 ? 'cameras.groups.foundNone' : 'cameras.groups.found', { count: found.length })}
      </p>
      {(found ?? []).map((group) => (
        <button key={group.id} type="button" className="lnk" onClick={() => show(group)}>
          {pathWords(accountId, group)}
        </button>
      ))}
      <span className="row g2">
        <button type="submit" className="btn sm pri">
          {t('cameras.groups.ask')}
        </button>
        <button type="button" className="btn sm" onClick={closeOverlay}>
          {t('cameras.sites.cancel')}
        </button>
      </span>
    </form>
  );
}
