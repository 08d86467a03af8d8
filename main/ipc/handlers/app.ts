import type { Handlers } from '../../../preload/contract/contract.ts';
import { log } from '../../log.ts';
import { LineLimit } from '../../log-limit.ts';
import type { Services } from './services.ts';

type Names =
  | 'app.info'
  | 'app.get-preferences'
  | 'app.set-preferences'
  | 'app.tell-locale'
  | 'app.report-wall'
  | 'app.report-failure'
  | 'app.take-link';

/** Of each window: a page that fails without end leaves room in the log for the failures of the others. */
const FAILURES = { burst: 20, everyMs: 3_000 } as const;
const MAX_LOGGED_TEXT = 1_000;

export function appHandlers({
  info,
  preferences,
  dialogLanguage,
  reports,
  demo,
  links,
}: Services): Pick<Handlers, Names | 'demo.start'> {
  const failures = new LineLimit(FAILURES);
  return {
    'app.info': async () => info(),
    'app.get-preferences': async () => preferences.get(),
    'app.set-preferences': async (change) => preferences.set(change),
    'app.tell-locale': async ({ locale }) => (dialogLanguage.follow(locale), null),
    'app.report-wall': async (report) => (reports.take(report), null),
    'app.report-failure': async ({ where, text }, { windowId }) => {
      const fate = failures.take(windowId);
      if (fate.kind === 'first-left-out') log.error('further failures in the window are left out', { windowId });
      if (fate.kind !== 'write') return null;
      const { leftOut } = fate;
      const told = { where, text: text.slice(0, MAX_LOGGED_TEXT), ...(leftOut === 0 ? {} : { leftOut }) };
      log.error('failure in the window', told);
      return null;
    },
    'app.take-link': async ({ key }) => links.take(key),
    'demo.start': async ({ cameras }) => (await demo.start(cameras), null),
  };
}
