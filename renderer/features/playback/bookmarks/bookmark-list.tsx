/** The bookmarks of all recordings: found by words, gone to, added, changed and deleted. */
import { MAX_BOOKMARK_AUTHOR, MAX_BOOKMARK_TAGS, MAX_BOOKMARK_TEXT } from '../../../../preload/domain/bounds.ts';
import { useEffect, useState, type FormEvent } from 'react';
import { normaliseTags, type Bookmark } from '../../../../preload/domain/recording/bookmarks.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useActions } from '../../../state/actions/shortcut-actions.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SearchInput } from '../../../ui/form/search-input.tsx';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import * as model from './bookmarks.ts';
import { Field } from '../field.tsx';
import { usePlayBar } from '../play-bar/play-bar.ts';
import { stampZone } from '../../../state/page/stamp-zone.ts';

/** The subject of the open form: a new bookmark, or a change of one. */
interface Editing {
  readonly bookmark: Bookmark | null;
  readonly range: TimeRange;
}

export function Bookmarks() {
  const t = useText();
  const { query, within } = model.useBookmarks();
  const { data, error } = model.useFound();
  const { bookmarks: found, total } = data ?? { bookmarks: [], total: 0 };
  const [editing, setEditing] = useState<Editing | null>(null);
  const add = (): boolean => {
    const range = model.rangeToMark();
    if (range !== null) setEditing({ bookmark: null, range });
    return range !== null;
  };
  useActions({ 'playback.bookmark': add });
  const isEmpty = data !== null && found.length === 0;
  return (
    <section className="playback-bookmarks" aria-label={t('playback.bookmarks.title')}>
      <div className="ph">
        <h2>{t('playback.bookmarks.title')}</h2>
        <IconButton
          icon="plus"
          {...useAction(t('playback.names.actions.playback.bookmark'), 'playback.bookmark')}
          onClick={add}
        />
      </div>
      {editing === null ? null : (
        <BookmarkForm key={editing.bookmark?.id ?? 'new'} {...editing} onClose={() => setEditing(null)} />
      )}
      <SearchInput
        label={t('playback.bookmarks.search')}
        value={query}
        maxLength={200}
        onChange={({ target }) => model.useBookmarks.setState({ query: target.value })}
      />
      <Within />
      {error === null ? null : <ErrorText error={error} onAction={model.readBookmarks} />}
      {isEmpty && error === null ? (
        <p className="playback-none t2">
          {t(`playback.bookmarks.${query !== '' ? 'none' : within === 'all' ? 'empty' : 'noneThen'}`)}
        </p>
      ) : null}
      <ul className="playback-marks">
        {found.map((bookmark) => (
          <BookmarkItem
            key={bookmark.id}
            bookmark={bookmark}
            onEdit={() => setEditing({ bookmark, range: { fromMs: bookmark.fromMs, toMs: bookmark.toMs } })}
          />
        ))}
      </ul>
      {total > found.length ? (
        <p className="playback-none t2">{t('playback.bookmarks.more', { shown: found.length, total })}</p>
      ) : null}
    </section>
  );
}

/** In which time bookmarks are looked for; the part from A to B only where both are set. */
function Within() {
  const t = useText();
  const within = model.useBookmarks((state) => state.within);
  const hasLoop = usePlayBar(({ loopFromMs, loopToMs }) => loopFromMs !== null && loopToMs !== null);
  const choices = hasLoop ? (['all', 'view', 'loop'] as const) : (['all', 'view'] as const);
  useEffect(() => {
    if (!hasLoop && within === 'loop') model.useBookmarks.setState({ within: 'all' });
  }, [hasLoop, within]);
  return (
    <Segmented
      label={t('playback.bookmarks.when')}
      options={choices.map((value) => ({ value, label: t(`playback.bookmarks.within.${value}`) }))}
      value={within}
      onChange={(value) => model.useBookmarks.setState({ within: choices.find((one) => one === value) ?? 'all' })}
    />
  );
}

function BookmarkItem({ bookmark, onEdit }: { readonly bookmark: Bookmark; readonly onEdit: () => void }) {
  const t = useText();
  const name = model.nameOf(bookmark);
  const { text, tags, author, fromMs } = bookmark;
  const about = [...tags.map((tag) => `#${tag}`), ...(author === '' ? [] : [author])].join(' ');
  return (
    <li className="playback-mark">
      <button type="button" className="playback-name" onClick={() => model.showBookmark(bookmark)}>
        <time className="mono">{stampWords(stampZone(), fromMs)}</time>
        {text === '' ? null : <span className="playback-words">{text}</span>}
        {about === '' ? null : <span className="t2 playback-words">{about}</span>}
      </button>
      <IconButton icon="edit" size={12} label={t('playback.bookmarks.change', { name })} onClick={onEdit} />
      <IconButton
        icon="trash"
        size={12}
        label={t('playback.bookmarks.remove', { name })}
        onClick={() => void model.removeBookmark(bookmark)}
      />
    </li>
  );
}

/** The name under which the last bookmark of this window was saved. */
let lastAuthor = '';

function BookmarkForm({ bookmark, range, onClose }: Editing & { readonly onClose: () => void }) {
  const t = useText();
  useReturnedFocus();
  const [text, setText] = useState(bookmark?.text ?? '');
  const [tags, setTags] = useState(bookmark?.tags.join(', ') ?? '');
  const [author, setAuthor] = useState(bookmark?.author ?? lastAuthor);
  const [error, setError] = useState<WireError | null>(null);
  const [isSaving, setSaving] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaving(true);
    const words = { text: text.trim(), tags: normaliseTags(tags.split(/[,，]/)), author: author.trim() };
    const answer = await model.saveBookmark(words, range, bookmark);
    setSaving(false);
    if (!answer.ok) return setError(answer.error);
    lastAuthor = words.author;
    onClose();
  };
  const zone = stampZone();
  const isMoment = range.toMs - range.fromMs <= 1;
  return (
    <form
      className="playback-form"
      aria-label={t(bookmark === null ? 'playback.bookmarks.new' : 'playback.bookmarks.edit')}
      onSubmit={(event) => void onSubmit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p className="t2 mono">
        {isMoment
          ? stampWords(zone, range.fromMs)
          : t('playback.bookmarks.range', { from: stampWords(zone, range.fromMs), to: stampWords(zone, range.toMs) })}
      </p>
      <Field label={t('playback.bookmarks.text')} value={text} onValue={setText} max={MAX_BOOKMARK_TEXT} isFirst />
      <Field
        label={t('playback.bookmarks.tags', { count: MAX_BOOKMARK_TAGS })}
        value={tags}
        onValue={setTags}
        max={440}
      />
      <Field label={t('playback.bookmarks.author')} value={author} onValue={setAuthor} max={MAX_BOOKMARK_AUTHOR} />
      {error === null ? null : <ErrorText error={error} />}
      <div className="row g2">
        <button type="submit" className="btn sm pri" disabled={isSaving}>
          {t('playback.bookmarks.save')}
        </button>
        <button type="button" className="btn sm" onClick={onClose}>
          {t('playback.bookmarks.cancel')}
        </button>
      </div>
    </form>
  );
}
