/** One target: the picture and the values. The picture is on the page only while it is shown here. */
import { TARGET_FIELDS, type Target } from '../../../../preload/domain/people/targets.ts';
import { useText } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { askDelete } from '../model/changes.ts';
import { openForm } from '../model/form.ts';
import { closePerson, openPerson, selectGroup, selectLimits, useTargets, type Person } from '../model/targets.ts';
import { labelOf, valueWords } from '../target-words.ts';

export function Inspector({ person: { id, read } }: { readonly person: Person }) {
  const t = useText();
  const group = useTargets(selectGroup);
  const limits = useTargets(selectLimits);
  const place = useTargets((state) => state.place);
  const target = read !== null && 'value' in read ? read.value.target : null;
  return (
    <aside className="beside" aria-label={t('targets.inspector')}>
      <div className="ph">
        <h2 className="el" title={target?.values.name}>
          {target?.values.name ?? t('targets.inspector')}
        </h2>
        {group === null ? null : <span className="tag el">{group.name}</span>}
        <IconButton icon="x" size={14} label={t('targets.close')} onClick={closePerson} />
      </div>
      <div className="scr">
        {read === null ? (
          <SkeletonRows rows={4} label={t('targets.reading')} />
        ) : 'error' in read ? (
          <div className="targets-note">
            <ErrorText error={read.error} onAction={() => void openPerson(id)} />
          </div>
        ) : (
          <Shown target={read.value.target} picture={read.value.picture} />
        )}
      </div>
      {read === null || 'error' in read || place === null ? null : (
        <div className="insp-f">
          <span className="grow" />
          <button type="button" className="btn danger" onClick={() => askDelete(new Set([id]))}>
            {t('targets.delete.ask')}
          </button>
          <button
            type="button"
            className="btn"
            aria-disabled={limits === null || undefined}
            title={limits === null ? t('targets.reading') : undefined}
            onClick={limits === null ? undefined : () => openForm(place, limits, read.value)}
          >
            {t('targets.form.change')}
          </button>
        </div>
      )}
    </aside>
  );
}

function Shown({ target, picture }: { readonly target: Target; readonly picture: string | null }) {
  const t = useText();
  return (
    <>
      {picture === null ? (
        <p className="targets-note t2">{t('targets.noPicture')}</p>
      ) : (
        <img className="targets-picture" src={picture} alt={t('targets.picture')} />
      )}
      <dl className="targets-values">
        {TARGET_FIELDS.map((field) => {
          const words = valueWords(t, field, target.values);
          if (words === undefined) return null;
          const label = labelOf(t, field);
          return (
            <div key={field}>
              <dt className="t2">{label}</dt>
              <dd className="selectable">
                {words}
                {field === 'externalId' ? <CopyButton text={words} label={t('targets.copy', { label })} /> : null}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="targets-note t3">{t('targets.audited')}</p>
    </>
  );
}
