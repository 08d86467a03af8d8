import type { ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import { copyText } from '../page/copy-text.ts';
import { closeCrashed, reportCrash, type Overlay } from '../state/page/crash-reports.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { hasCode } from '../ui/fetched.ts';

interface RegionProps {
  readonly name: string;
  /** Nothing of the window stands around it. */
  readonly isWindow?: boolean;
  readonly children: ReactNode;
}

/** A part of the window that may fail alone: the crash is reported to main's log and can be shown again. */
export function Region({ name, isWindow = false, children }: RegionProps) {
  return (
    <ErrorBoundary
      onCrash={(text) => reportCrash(name, text)}
      render={(error, retry) => <Crash error={error} isWindow={isWindow} onRetry={retry} />}
    >
      {children}
    </ErrorBoundary>
  );
}

interface OverlayRegionProps {
  readonly overlay: Overlay;
  readonly onClose: () => void;
  /** As in `closeCrashed`. */
  readonly reopen?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A dialog or a menu over the screen, which may fail alone: it closes, and the status bar says so. */
export function OverlayRegion({ overlay, onClose, reopen, children }: OverlayRegionProps) {
  const onCrash = (text: string, error: Error): void =>
    closeCrashed({ overlay, text, isFetched: hasCode(error), onClose, reopen });
  return (
    <ErrorBoundary onCrash={onCrash} render={() => null}>
      {children}
    </ErrorBoundary>
  );
}

interface CrashProps {
  readonly error: Error;
  readonly isWindow: boolean;
  readonly onRetry: () => void;
}

function Crash({ error, isWindow, onRetry }: CrashProps) {
  const t = useText();
  const details = error.stack ?? error.message;
  const isFetched = hasCode(error);
  const part = isFetched ? 'title' : 'notLoaded';
  const whole = isFetched ? 'window' : 'windowNotLoaded';
  return (
    <section className="stage crash" role="alert">
      <h2>{t(`shell.crash.${isWindow ? whole : part}`)}</h2>
      <p className="t2">{t(isWindow ? 'shell.crash.reported' : 'shell.crash.text')}</p>
      <pre>{error.message}</pre>
      <div className="row g2">
        <button type="button" className="btn pri" onClick={isFetched ? onRetry : () => window.location.reload()}>
          {t(isFetched ? 'shell.crash.retry' : 'shell.banner.reload')}
        </button>
        <button type="button" className="btn" onClick={() => void copyText(details)}>
          {t('shell.crash.copy')}
        </button>
      </div>
    </section>
  );
}
