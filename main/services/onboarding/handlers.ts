import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { CredentialService } from './credentials.ts';
import type { IntakeService } from './intakes.ts';
import type { OnboardingService } from './onboarding.ts';
import type { DataSourceService } from './sources.ts';
import type { WorkbookFiles } from './workbook-files.ts';
import type { WorkbookImports } from './workbook-imports.ts';

export type OnboardingRequests = Extract<RequestName, `onboarding.${string}`>;

interface Services {
  readonly onboarding: OnboardingService;
  readonly sources: DataSourceService;
  readonly credentials: CredentialService;
  readonly intakes: IntakeService;
  readonly imports: WorkbookImports;
  readonly files: WorkbookFiles;
}

export function onboardingHandlers({
  onboarding,
  sources,
  credentials,
  intakes,
  imports,
  files,
}: Services): Pick<Handlers, OnboardingRequests> {
  return {
    'onboarding.offers': async ({ accountId }) => ({ offers: await onboarding.offers(accountId) }),
    'onboarding.devices': () => Promise.resolve({ devices: onboarding.devices() }),
    'onboarding.add': async (order) => ({ outcomes: await onboarding.add(order) }),
    'onboarding.watch': ({ id }) => onboarding.watch(id),
    'onboarding.access': ({ id }) => onboarding.access(id),
    'onboarding.secret': async ({ id }) => ({ password: (await onboarding.secret(id)).reveal() }),
    'onboarding.mend': ({ id, userName, password }) => onboarding.mend(id, userName, password),
    'onboarding.place': ({ id, groupId }) => onboarding.place(id, groupId),
    'onboarding.name': ({ id, name }) => onboarding.name(id, name),
    'onboarding.subscribe': async ({ accountId }) => (await onboarding.subscribe(accountId), null),
    'onboarding.invite': ({ id }) => onboarding.invite(id),
    'onboarding.stop': ({ id }) => onboarding.stop(id),
    'onboarding.readChannels': ({ id }) => onboarding.readChannels(id),
    'onboarding.pass': ({ id }) => Promise.resolve(onboarding.pass(id)),
    'onboarding.finish': ({ id }) => Promise.resolve((onboarding.finish(id), null)),
    'onboarding.credentials': ({ accountId }) => credentials.list(accountId),
    'onboarding.addPassword': async ({ accountId, userName, password }) => ({
      userName: await credentials.addPassword(accountId, userName, password),
    }),
    'onboarding.changePassword': async ({ accountId, userName, oldPassword, password }) => (
      await credentials.changePassword(accountId, userName, oldPassword, password),
      null
    ),
    'onboarding.removePassword': async ({ accountId, userName }) => (
      await credentials.removePassword(accountId, userName),
      null
    ),
    'onboarding.addKey': async ({ accountId, name }) => {
      const { accessKey, secret } = await credentials.addKey(accountId, name);
      return { accessKey, secretKey: secret.reveal() };
    },
    'onboarding.removeKey': async ({ accountId, accessKey }) => (
      await credentials.removeKey(accountId, accessKey),
      null
    ),
    'onboarding.intakes': ({ accountId }) => intakes.list(accountId),
    'onboarding.intakeCameras': async ({ id }) => ({ cameras: await intakes.cameras(id) }),
    'onboarding.addIntake': async ({ instanceId, values }) => ({ id: await intakes.add(instanceId, values) }),
    'onboarding.describeIntake': async ({ id, description }) => (await intakes.describe(id, description), null),
    'onboarding.removeIntake': async ({ id }) => (await intakes.remove(id), null),
    'onboarding.setInstance': async ({ id, name, isRunning }) => (
      await intakes.setInstance(id, { name, isRunning }),
      null
    ),
    'onboarding.sources': () => Promise.resolve({ sources: sources.list() }),
    'onboarding.addSource': (order) => sources.add(order),
    'onboarding.renewSource': ({ id, url, endsAtMs }) => sources.renew(id, url, endsAtMs),
    'onboarding.forgetSource': ({ id }) => Promise.resolve((sources.forget(id), null)),
    'onboarding.imports': () => Promise.resolve({ imports: imports.list() }),
    'onboarding.bringWorkbook': (piece, { windowId }) => files.bring(piece, windowId),
    'onboarding.askImport': ({ id }) => imports.ask(id),
    'onboarding.forgetImport': ({ id }) => Promise.resolve((imports.forget(id), null)),
    'onboarding.saveWorkbook': (order, { windowId }) => files.save(order, windowId),
    'onboarding.takeWorkbook': ({ fromByte }, { windowId }) => Promise.resolve(files.take(windowId, fromByte)),
  };
}
