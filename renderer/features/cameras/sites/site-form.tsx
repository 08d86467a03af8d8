import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import { MAX_SITE_NAME, siteNameProblem } from '../../../../preload/domain/cameras/sites.ts';
import { useText } from '../../../i18n/i18n.ts';
import { addToSite, createSite, renameSite, useSites } from '../../../state/cameras/sites.ts';
import { NameForm } from '../../../ui/form/name-form.tsx';

interface SiteFormProps {
  /** The site to rename, or null to make one. */
  readonly site: Site | null;
  readonly parent: Site | null;
  /** Go into the new site. */
  readonly channelIds: readonly ChannelId[];
  readonly onClose: () => void;
}

/** The name of a new or an old site. */
export function SiteForm({ site, parent, channelIds, onClose }: SiteFormProps) {
  const t = useText();
  const sites = useSites((state) => state.sites);
  const place = { parentId: site?.parentId ?? parent?.id ?? null, self: site?.id ?? null };
  const problemOf = (name: string): string | null => {
    const problem = siteNameProblem(sites, { ...place, name });
    return problem && t(`cameras.sites.problems.${problem}`, { limit: MAX_SITE_NAME });
  };
  const onSave = async (name: string): Promise<WireError | null> => {
    const answer = await (site ? renameSite(site.id, name) : createSite(parent?.id ?? null, name));
    if (!answer.ok) return answer.error;
    if (channelIds.length > 0) void addToSite(answer.value, channelIds);
    return null;
  };
  const newTitle = parent ? t('cameras.sites.createIn', { name: parent.name }) : t('cameras.sites.createTop');
  const words = {
    title: site ? t('cameras.sites.rename', { name: site.name }) : newTitle,
    placeholder: t('cameras.sites.namePlaceholder'),
    submit: t(site ? 'cameras.sites.save' : 'cameras.sites.add'),
    cancel: t('cameras.sites.cancel'),
  };
  return <NameForm initial={site?.name ?? ''} {...{ words, problemOf, onSave, onClose }} />;
}
