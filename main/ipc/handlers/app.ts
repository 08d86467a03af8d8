import type { Handlers } from '../../../preload/contract/contract.ts';
import { log } from '../../log.ts';
import type { Services } from './services.ts';

type Names =
  | 'app.info'
  | 'app.get-preferences'
  | 'app.set-preferences'
  | 'app.report-wall'
  | 'app.report-failure'
  | 'app.take-link';

export function appHandlers({
  info,
  preferences,
  reports,
  demo,
  links,
}: Services): Pick<Handlers, Names | 'demo.start'> {
  return {
    'app.info': async () => info(),
    'app.get-preferences': async () => preferences.get(),
    'app.set-preferences': async (change) => preferences.set(change),
    'app.report-wall': async (report) => (reports.take(report), null),
    'app.report-failure': async ({ where, text }) => (log.error('failure in the window', { where, text }), null),
    'app.take-link': async ({ key }) => links.take(key),
    'demo.start': async ({ cameras }) => (await demo.start(cameras), null),
  };
}
