/** Automation over standard input and output, and the simulated clouds of the demo. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import type { HostStart } from '../../host.ts';
import type { AccountsArea } from '../accounts/area.ts';
import type { CamerasArea } from '../cameras/area.ts';
import { demoIn } from '../shared/run-memory.ts';
import type { WallsArea } from '../walls/area.ts';
import { ControlService } from './control.ts';
import { crashMain } from './crash-main.ts';
import { DemoService } from './demo.ts';
import { automationHandlers, type AutomationRequests } from './handlers.ts';
import { WallReports } from './wall-reports.ts';

export interface AutomationArea extends Area<AutomationRequests> {
  demoFacts(): { readonly isDemoAvailable: boolean; readonly isDemoRunning: boolean };
  /**
   * Takes commands from standard input from now on, and says that the client runs.
   *
   * @param started what the host answered when the windows opened.
   * @param onQuit the other side asks the client to end.
   * @returns what closes the input.
   */
  control(started: HostStart, onQuit: () => void): () => void;
  /** Main asks a question at this address, which works once. */
  onDialog(url: string): void;
}

interface Others {
  readonly accounts: Pick<AccountsArea, 'service'>;
  readonly cameras: Pick<CamerasArea, 'directory'>;
  readonly walls: Pick<WallsArea, 'service'>;
}

export function createAutomation(core: ClientCore, { accounts, cameras, walls }: Others): AutomationArea {
  const { host, options, supervision, gateway, emit } = core;
  const demo = new DemoService(options.simulatorCommand, accounts.service, demoIn(supervision.memory));
  const reports = new WallReports(emit);
  let running: ControlService | null = null;
  return {
    demoFacts: () => ({ isDemoAvailable: demo.isAvailable, isDemoRunning: demo.isRunning }),
    handlers: automationHandlers({ demo, reports }),
    start: () => void demo.resume(),
    control: ({ launchUrl, further = [] }, onQuit) => {
      const control = new ControlService({
        input: process.stdin,
        output: process.stdout,
        reports,
        emit,
        crashMain,
        onQuit,
        accounts: accounts.service,
        directory: cameras.directory,
        walls: walls.service,
        capture: () => host.capture(),
        launchUrl: () => host.launchUrl?.() ?? null,
        crashGateway: () => gateway.crashWorker(),
      });
      running = control;
      control.ready({ launchUrl, host: host.kind, further });
      return () => control.dispose();
    },
    onDialog: (url) => running?.dialog(url),
    dispose: () => demo.dispose(),
  };
}
