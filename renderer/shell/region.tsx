import type { ReactNode } from 'react';
import { request } from '../page/bridge.ts';
import { useText } from '../i18n/i18n.ts';
import { copyText } from '../page/copy-text.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

/** A part of the window that may fail alone: the crash is reported to main's log and can be shown again. */
export function Region({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <ErrorBoundary
      onCrash={(text) => void request['app.report-failure']({ where: name, text: text.slice(0, 4000) })}
      render={(error, retry) => <Crash error={error} onRetry={retry} />}
    >
      {children}
    </ErrorBoundary>
  );
}

function Crash({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const t = useText();
  const details = error.stack ?? error.message;
  return (
    <section className="stage crash" role="alert">
      <h2>{t('shell.crash.title')}</h2>
      <p className="t2">{t('shell.crash.text')}</p>
      <pre>{error.message}</pre>
      <div className="row g2">
        <button type="button" className="btn pri" onClick={onRetry}>
          {t('shell.crash.retry')}
        </button>
        <button type="button" className="btn" onClick={() => void copyText(details)}>
          {t('shell.crash.copy')}
        </button>
      </div>
    </section>
  );
}
