import type { Handlers } from '../../../preload/contract/contract.ts';
import type { DemoService } from './demo.ts';
import type { WallReports } from './wall-reports.ts';

export type AutomationRequests = 'app.report-wall' | 'demo.start';

interface Services {
  readonly demo: DemoService;
  readonly reports: WallReports;
}

export function automationHandlers({ demo, reports }: Services): Pick<Handlers, AutomationRequests> {
  return {
    'app.report-wall': async (report) => (reports.accept(report), null),
    'demo.start': async ({ cameras }) => (await demo.start(cameras), null),
  };
}
