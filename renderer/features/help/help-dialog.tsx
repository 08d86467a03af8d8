import { useDeferredValue, useEffect, useState } from 'react';
import { request } from '../../page/bridge.ts';
import { useText } from '../../i18n/i18n.ts';
import { useKeys } from '../../state/actions/shortcuts.ts';
import { postIfFailed } from '../../state/page/failure-notices.ts';
import { closeDialog, openDialog, openSettings } from '../../state/page/navigation.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/float/dialog.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { copyClientReport } from './client-report.ts';
import { failureGroups, type FailureRow } from './failure-rows.ts';
import './help.css';

/** Keys, the problem report, and every failure in words. The pictures behind play on and stay as bright as they are. */
export function HelpDialog() {
  const t = useText();
  return (
    <Dialog className="help" title={t('help.title')} closeLabel={t('help.close')} onClose={closeDialog}>
      <div className="help-body">
        <div className="help-side">
          <KeysPart />
          <ReportPart />
        </div>
        <FailuresPart />
      </div>
    </Dialog>
  );
}

function KeysPart() {
  const t = useText();
  const palette = useKeys('app.palette').text ?? t('actions.keys.unbound');
  return (
    <section aria-label={t('help.keys.title')}>
      <h3>{t('help.keys.title')}</h3>
      <p className="t2">{t('help.keys.text', { palette })}</p>
      <div className="row g2">
        <button type="button" className="btn" onClick={() => openDialog('keys')}>
          {t('help.keys.show')}
        </button>
        <button type="button" className="btn gh" onClick={() => openSettings('keys')}>
          {t('help.keys.change')}
        </button>
      </div>
    </section>
  );
}

function ReportPart() {
  const t = useText();
  const key = useKeys('tile.report').text ?? t('actions.keys.unbound');
  return (
    <section aria-label={t('help.report.title')}>
      <h3>{t('help.report.title')}</h3>
      <p className="t2">{t('help.report.text')}</p>
      <button type="button" className="btn" onClick={() => void copyClientReport()}>
        <Icon name="copy" size={14} />
        {t('help.report.copy')}
      </button>
      <p className="t2">{t('help.report.tile', { key })}</p>
      <LogLine />
    </section>
  );
}

interface LogPlace {
  readonly path: string;
  readonly canReveal: boolean;
}

/** Where the log lies. Not there while main does not answer. */
function LogLine() {
  const t = useText();
  const [log, setLog] = useState<LogPlace | null>(null);
  useEffect(() => {
    let isGone = false;
    void request['app.log']({}).then((answer) => {
      if (answer.ok && !isGone) setLog(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, []);
  if (log === null) return null;
  const reveal = async (): Promise<void> => void postIfFailed(await request['app.reveal-log']({}));
  return (
    <>
      <p className="t2">{t('help.report.log')}</p>
      <p className="row g1">
        <output className="mono help-path">{log.path}</output>
        <CopyButton label={t('help.report.copyLog')} text={log.path} />
      </p>
      {log.canReveal ? (
        <button type="button" className="btn" onClick={() => void reveal()}>
          {t('help.report.openLog')}
        </button>
      ) : null}
    </>
  );
}

function FailuresPart() {
  const t = useText();
  const [query, setQuery] = useState('');
  const sought = useDeferredValue(query);
  const groups = failureGroups(t, sought);
  const count = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <section className="help-failures" aria-label={t('help.failures.title')}>
      <h3>{t('help.failures.title')}</h3>
      <label className="fld">
        <Icon name="search" size={14} />
        <input
          autoFocus
          type="search"
          value={query}
          placeholder={t('help.failures.search')}
          aria-label={t('help.failures.search')}
          onChange={(event) => setQuery(event.target.value)}
        />
      </label>
      <p className="t3" role="status">
        {count === 0 ? t('help.failures.none', { query: sought }) : t('help.failures.count', { count })}
      </p>
      <div className="scr help-rows" tabIndex={0} role="region" aria-label={t('help.failures.title')}>
        {groups.map(({ group, rows }) => (
          <section key={group} aria-label={t(`help.failures.groups.${group}`)}>
            <h4>{t(`help.failures.groups.${group}`)}</h4>
            {rows.map((row) => (
              <Failure key={row.code} row={row} />
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}

function Failure({ row: { code, what, why, next } }: { readonly row: FailureRow }) {
  const t = useText();
  return (
    <article>
      <h5>
        <StateGlyph name="error" size={12} />
        <span className="grow">{what}</span>
        <span className="t3 mono">{code}</span>
      </h5>
      <dl className="t2">
        <dt>{t('help.failures.why')}</dt>
        <dd>{why}</dd>
        <dt>{t('help.failures.next')}</dt>
        <dd>{next}</dd>
      </dl>
    </article>
  );
}
