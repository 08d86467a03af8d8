import { MAX_REVIEW_NAME } from '../../../../preload/domain/recording/reviews.ts';
import { useText } from '../../../i18n/i18n.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { NameForm } from '../../../ui/form/name-form.tsx';
import { endRenaming, renameReview, reviewName, tabsOf, useReviews } from './reviews.ts';

/** Above the cameras: the name of a session, while it is typed. */
export function ReviewForm() {
  const t = useText();
  const { current, renamingId } = useReviews();
  const stored = usePreferences((state) => state.reviews.sessions);
  const review = tabsOf(stored, current).find(({ id }) => id === renamingId);
  if (review === undefined) return null;
  const others = tabsOf(stored, current).flatMap((one) => (one.id === review.id ? [] : reviewName(one).toLowerCase()));
  const problemOf = (typed: string): string | null => {
    const name = typed.trim();
    if (name.length > MAX_REVIEW_NAME) return t('playback.reviews.long', { limit: MAX_REVIEW_NAME });
    return others.includes(name.toLowerCase()) ? t('playback.reviews.taken') : null;
  };
  const words = {
    title: t('playback.reviews.name'),
    placeholder: t('playback.names.review', { number: review.number }),
    submit: t('playback.reviews.save'),
    cancel: t('playback.reviews.cancel'),
  };
  const onSave = (typed: string): Promise<null> => {
    renameReview(review.id, typed.trim());
    return Promise.resolve(null);
  };
  return <NameForm key={review.id} initial={review.name} onClose={endRenaming} {...{ words, problemOf, onSave }} />;
}
