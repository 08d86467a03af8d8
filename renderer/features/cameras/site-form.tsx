import { useId, useState, type FormEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { Site } from '../../../preload/domain/model.ts';
import { MAX_SITE_NAME, siteNameProblem } from '../../../preload/domain/sites.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { addToSite, createSite, renameSite, useSites } from '../../state/sites.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';

interface SiteFormProps {
  /** The site to rename, or null to make one. */
  readonly site: Site | null;
  readonly parent: Site | null;
  /** Go into the new site. */
  readonly channelIds: readonly ChannelId[];
  readonly onClose: () => void;
}

/** One field in the panel: the name of a new or an old site. What is wrong with it stands below. */
export function SiteForm({ site, parent, channelIds, onClose }: SiteFormProps) {
  const t = useText();
  const id = useId();
  const sites = useSites((state) => state.sites);
  const [name, setName] = useState(site?.name ?? '');
  const [isChecked, setChecked] = useState(false);
  const [refusal, setRefusal] = useState<WireError | null>(null);
  useReturnedFocus();
  const found = siteNameProblem(sites, {
    parentId: site?.parentId ?? parent?.id ?? null,
    name,
    self: site?.id ?? null,
  });
  const shown = isChecked || found === 'long' || found === 'taken' ? found : null;
  const words = refusal === null ? null : errorWords(t, refusal);
  const problem = shown
    ? t(`sites.problems.${shown}`, { limit: MAX_SITE_NAME })
    : words && `${words.what} ${words.why}`;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setChecked(true);
    if (found !== null) return;
    const answer = await (site ? renameSite(site.id, name) : createSite(parent?.id ?? null, name));
    if (!answer.ok) return setRefusal(answer.error);
    onClose();
    if (channelIds.length > 0) void addToSite(answer.value, channelIds);
  };
  const title = site
    ? t('sites.rename', { name: site.name })
    : parent
      ? t('sites.createIn', { name: parent.name })
      : t('sites.createTop');
  return (
    <form className="name-form" aria-label={title} onSubmit={(event) => void onSubmit(event)} noValidate>
      <label htmlFor={id}>{title}</label>
      <span className={problem ? 'fld sm err' : 'fld sm'}>
        <input
          id={id}
          autoFocus
          value={name}
          placeholder={t('sites.namePlaceholder')}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-note`}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value);
            setRefusal(null);
          }}
          onKeyDown={(event) => (event.key === 'Escape' ? onClose() : undefined)}
        />
      </span>
      <FormEnd id={id} problem={problem} isNew={site === null} onClose={onClose} />
    </form>
  );
}

interface FormEndProps {
  readonly id: string;
  readonly problem: string | null;
  readonly isNew: boolean;
  readonly onClose: () => void;
}

function FormEnd({ id, problem, isNew, onClose }: FormEndProps) {
  const t = useText();
  return (
    <>
      <p id={`${id}-note`} className="note" role={problem ? 'alert' : undefined}>
        {problem ? (
          <span className="row g1">
            <StateGlyph name="error" size={11} />
            <span>{problem}</span>
          </span>
        ) : null}
      </p>
      <span className="row g2">
        <button type="submit" className="btn sm pri">
          {t(isNew ? 'sites.add' : 'sites.save')}
        </button>
        <button type="button" className="btn sm" onClick={onClose}>
          {t('sites.cancel')}
        </button>
      </span>
    </>
  );
}
