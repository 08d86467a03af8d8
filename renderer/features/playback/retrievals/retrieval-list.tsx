/** Beside the pictures of playback: orders archived footage back, and lists the tasks of all accounts that have such tasks. */
import { useEffect } from 'react';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { selectAccount, useAccounts } from '../../../state/accounts/accounts.ts';
import { useCapability } from '../../../state/accounts/use-capability.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { Dialog } from '../../../ui/float/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { durationText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { SidePane } from '../../../ui/side-pane.tsx';
import { stampWords } from '../../../ui/timeline/stamp.ts';
import { Unsupported } from '../../../ui/unsupported.tsx';
import * as model from './retrievals.ts';
import { useSession } from '../session.ts';
import { RetrievalForm } from './retrieval-form.tsx';
import { stampZone } from '../../../state/page/stamp-zone.ts';

export function Retrievals() {
  const isOpen = model.useRetrievals((state) => state.isOpen);
  return isOpen ? <Panel /> : null;
}

function Panel() {
  const t = useText();
  const { byAccount, isRead } = model.useRetrievals();
  useEffect(() => model.followRetrievals(), []);
  useEffect(() => () => model.askToRemove(null), []);
  const accounts = Object.keys(byAccount) as AccountId[];
  return (
    <>
      <SidePane
        title={t('playback.retrievals.title')}
        closeLabel={t('playback.retrievals.close')}
        onClose={model.closeRetrievals}
      >
        {!isRead && accounts.length === 0 ? <SkeletonRows rows={4} label={t('playback.retrievals.reading')} /> : null}
        {isRead && accounts.length === 0 ? <EmptyState title={t('playback.retrievals.noCloud')} /> : null}
        {accounts.length === 0 ? null : <Order />}
        {accounts.map((accountId) => (
          <AccountTasks key={accountId} accountId={accountId} />
        ))}
      </SidePane>
      <RemoveQuestion />
    </>
  );
}

/** Asked before a task is deleted: this cannot be undone, and the order costs the owner of the account. */
function RemoveQuestion() {
  const t = useText();
  const leaving = model.useRetrievals((state) => state.leaving);
  if (leaving === null) return null;
  const { accountId, task } = leaving;
  return (
    <Dialog
      className="playback-dialog"
      title={t('playback.retrievals.removal.title', { name: task.name })}
      closeLabel={t('playback.retrievals.removal.keep')}
      onClose={() => model.askToRemove(null)}
    >
      <p className="playback-note">{t(`playback.retrievals.removal.${task.state === 'done' ? 'done' : 'open'}`)}</p>
      <div className="insp-f">
        <button type="button" className="btn" autoFocus onClick={() => model.askToRemove(null)}>
          {t('playback.retrievals.removal.keep')}
        </button>
        <button type="button" className="btn danger" onClick={() => void model.removeRetrieval(accountId, task)}>
          {t('playback.retrievals.removal.delete')}
        </button>
      </div>
    </Dialog>
  );
}

/** The form, where a camera of playback lies in a cloud with such tasks, and its account is read. */
function Order() {
  const t = useText();
  const { cameras: all, selectedId } = useSession();
  const byId = useDirectory((state) => state.view.byId);
  const ids = all.map(({ channelId }) => channelId);
  const cameras = model.camerasToOrder({ selectedId }, ids, (id) => byId.get(id)?.accountId);
  const [first] = cameras;
  const accountId = first === undefined ? undefined : byId.get(first)?.accountId;
  const limits = model.useRetrievals(({ byAccount }) =>
    accountId === undefined ? undefined : byAccount[accountId]?.list?.limits,
  );
  const { can } = useCapability(accountId, 'retrievals');
  if (accountId === undefined) return <p className="playback-note t2">{t('playback.retrievals.choose')}</p>;
  if (!can) return <Unsupported reason={t('playback.retrievals.noCamera')} />;
  if (limits === undefined) return null;
  return (
    <section className="playback-order" aria-label={t('playback.retrievals.order')}>
      <p className="playback-note t2">{t('playback.retrievals.about')}</p>
      <RetrievalForm key={first} {...{ accountId, cameras, limits }} />
    </section>
  );
}

function AccountTasks({ accountId }: { readonly accountId: AccountId }) {
  const t = useText();
  const locale = useLocale();
  const known = model.useRetrievals(({ byAccount }) => byAccount[accountId]);
  const label = useAccounts(selectAccount(accountId))?.label ?? '';
  const error = known?.error ?? null;
  const typicalMs = known?.list?.typicalMs ?? null;
  const title = t('playback.retrievals.ofAccount', { name: label });
  return (
    <section className="playback-tasks" aria-label={title}>
      <div className="ph">
        <h2 className="el">{title}</h2>
      </div>
      {error === null ? null : <ErrorText error={error} onAction={() => void model.readRetrievals()} />}
      <p className="playback-note t2">
        {typicalMs === null
          ? t('playback.retrievals.noTypical')
          : t('playback.retrievals.typical', { time: durationText(typicalMs, locale) })}
      </p>
      {known?.list?.tasks.length === 0 ? (
        <p className="playback-note t2">{t('playback.retrievals.none')}</p>
      ) : (
        <ul className="playback-marks" aria-label={title}>
          {(known?.list?.tasks ?? []).map((task) => (
            <Task key={task.nativeId} {...{ accountId, task }} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface TaskProps {
  readonly accountId: AccountId;
  readonly task: model.ListedRetrieval;
}

function Task({ accountId, task }: TaskProps) {
  const t = useText();
  const { name, state, fromMs, toMs, sizeMb, keepDays } = task;
  const details = model.useRetrievals((all) => all.details[model.keyOf(accountId, task.nativeId)]);
  const count = model.readiness(details);
  const time = (ms: number): string => stampWords(stampZone(), ms);
  const facts = [
    count === null ? '' : t('playback.retrievals.ready', { ready: count.ready, count: count.all }),
    count === null || count.without === 0 ? '' : t('playback.retrievals.without', { count: count.without }),
    sizeMb === null ? '' : t('playback.retrievals.size', { mb: Math.round(sizeMb * 10) / 10 }),
    keepDays === null ? '' : t('playback.retrievals.kept', { count: keepDays }),
  ];
  return (
    <li className="playback-mark">
      <div className="playback-name">
        <b className="playback-words">{name}</b>
        <p>
          {t(`playback.retrievals.states.${state}`)}
          <Elapsed task={task} />
        </p>
        <p className="t2 mono">{t('playback.bookmarks.range', { from: time(fromMs), to: time(toMs) })}</p>
        <p className="t2">{facts.filter((part) => part !== '').join(t('playback.comma'))}</p>
      </div>
      {state === 'done' && (count === null || count.ready > 0) ? (
        <IconButton
          icon="play"
          label={t('playback.retrievals.show', { name })}
          onClick={() => void model.openRetrieval(accountId, task)}
        />
      ) : null}
      <IconButton
        icon="trash"
        label={t('playback.retrievals.remove', { name })}
        onClick={() => model.askToRemove({ accountId, task })}
      />
    </li>
  );
}

/** How long the task took, or has taken so far; nothing for a task that somebody else ordered. */
function Elapsed({ task: { orderedAtMs, endedAtMs, state } }: Pick<TaskProps, 'task'>) {
  const t = useText();
  const locale = useLocale();
  const nowMs = useNowMs();
  if (orderedAtMs === null || (state === 'done' && endedAtMs === null)) return null;
  const ms = (endedAtMs ?? nowMs) - orderedAtMs;
  return <>{t('playback.comma') + durationText(ms, locale)}</>;
}
