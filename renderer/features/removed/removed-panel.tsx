import { useEffect, useRef } from 'react';
import { KEPT_DAYS, type RemovedThing } from '../../../preload/domain/removed.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { removableOf } from '../../state/actions/removable.ts';
import { closeWallSide } from '../../state/page/wall-panel.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText, dayText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { walkButtons } from '../../ui/rows/walk-buttons.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { followRemoved, loadRemoved, restore, useRemoved } from './model/removed.ts';
import './removed.css';

/**
 * Beside the wall: the things that were deleted in the last 30 days, each with the button that restores it. Escape
 * closes the list.
 */
export function RemovedPanel() {
  const t = useText();
  const { data: things, error } = useRemoved();
  useEffect(followRemoved, []);
  return (
    <SidePane title={t('removed.names.title')} closeLabel={t('removed.close')} onClose={closeWallSide}>
      {error === null ? null : <ErrorText error={error} onAction={() => void loadRemoved()} />}
      {things === null && error === null ? <SkeletonRows rows={4} label={t('removed.reading')} /> : null}
      {things?.length === 0 && error === null ? <EmptyState title={t('removed.none', { days: KEPT_DAYS })} /> : null}
      {things === null || things.length === 0 ? null : (
        <>
          <p className="removed-note t2">{t('removed.kept', { days: KEPT_DAYS })}</p>
          <RemovedList things={things} />
        </>
      )}
    </SidePane>
  );
}

/** Arrows move over the buttons. After a thing was restored, the focus is on the button that took its place. */
function RemovedList({ things }: { readonly things: readonly RemovedThing[] }) {
  const t = useText();
  const list = useRef<HTMLUListElement>(null);
  const restoredAt = useRef<number | null>(null);
  useEffect(() => {
    const at = restoredAt.current;
    if (at === null) return;
    restoredAt.current = null;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    buttons[Math.min(at, buttons.length - 1)]?.focus();
  }, [things]);
  useEffect(() => {
    const pane = list.current?.closest('aside');
    // The last thing was restored: the list is gone, and the focus goes to the button that closes the pane.
    return () => (restoredAt.current === null ? undefined : pane?.querySelector<HTMLElement>('.ph button')?.focus());
  }, []);
  const onRestore = (thing: RemovedThing, at: number): void => {
    restoredAt.current = at;
    void restore(thing);
  };
  return (
    <ul className="removed-list" aria-label={t('removed.list')} ref={list} onKeyDown={walkButtons}>
      {things.map((thing, at) => (
        <RemovedRow key={`${thing.kind}:${thing.id}`} thing={thing} onRestore={() => onRestore(thing, at)} />
      ))}
    </ul>
  );
}

function RemovedRow({ thing, onRestore }: { readonly thing: RemovedThing; readonly onRestore: () => void }) {
  const t = useText();
  const locale = useLocale();
  const { kind, name, count, path, removedAtMs } = thing;
  const { icon, label, size } = removableOf(kind);
  const facts = [
    label(t),
    size?.(t, count) ?? t('removed.cameras', { count }),
    ...(path.length === 0 ? [] : [t('removed.place', { path: path.join(' / ') })]),
  ].join(t('shell.comma'));
  return (
    <li className="removed-row">
      <Icon name={icon} size={14} />
      <div className="grow removed-words">
        <b className="el" title={name}>
          {name}
        </b>
        <span className="el t2" title={facts}>
          {facts}
        </span>
        <span className="t3">
          {dayText(removedAtMs, locale)} {clockText(removedAtMs)}
        </span>
      </div>
      <button type="button" className="btn sm" aria-label={t('removed.restoreOf', { name })} onClick={onRestore}>
        {t('removed.restore')}
      </button>
    </li>
  );
}
