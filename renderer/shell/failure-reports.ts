import { useEffect } from 'react';
import { request } from '../page/bridge.ts';

/** Reports what no component caught. */
export function useFailureReports(): void {
  useEffect(() => {
    const report = (where: string, reason: unknown): void => {
      const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
      void request['app.report-failure']({ where, text: text.slice(0, 4000) });
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
