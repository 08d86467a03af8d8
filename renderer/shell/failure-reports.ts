import { useEffect } from 'react';
import { reportCrash } from '../state/page/crash-reports.ts';

/** Reports what no component caught. */
export function useFailureReports(): void {
  useEffect(() => {
    const report = (where: string, reason: unknown): void => {
      reportCrash(where, reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
    };
    const onError = (event: ErrorEvent): void => report('window', event.error ?? event.message);
    const onRejection = (event: PromiseRejectionEvent): void => report('promise', event.reason);
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, []);
}
