/** One target: the picture and the values. The picture is on the page only while it is shown here. */
import { TARGET_FIELDS } from '../../../preload/domain/targets.ts';
import { fieldLabel } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { closePerson, openPerson, type Person } from './model/targets.ts';

export function Inspector({ person: { id, read } }: { readonly person: Person }) {
  const t = useText();
  return (
    <section className="scr targets-inspector" aria-label={t('targets.inspector')}>
      <button type="button" className="btn sm" onClick={closePerson}>
        {t('targets.close')}
      </button>
      {read === null ? (
        <SkeletonRows rows={4} label={t('targets.reading')} />
      ) : 'error' in read ? (
        <ErrorText error={read.error} onAction={() => void openPerson(id)} />
      ) : (
        <>
          {read.value.picture === null ? (
            <p className="t2">{t('targets.noPicture')}</p>
          ) : (
            <img src={read.value.picture} alt={t('targets.picture')} />
          )}
          <dl>
            {TARGET_FIELDS.map((field) => {
              const value = read.value.target.values[field];
              if (value === undefined) return null;
              const isGender = field === 'gender' && (value === 'male' || value === 'female');
              return (
                <div key={field}>
                  <dt className="t2">{fieldLabel(t, field) ?? field}</dt>
                  <dd className="selectable">{isGender ? t(`targets.gender.${value}`) : value}</dd>
                </div>
              );
            })}
          </dl>
        </>
      )}
    </section>
  );
}
