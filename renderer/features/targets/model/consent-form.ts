/** Consent to process pictures of persons: a statement is signed, then channels are switched. */
import { create } from 'zustand';
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import {
  DEVICE_ITSELF,
  MAX_CONSENT_SIGNER,
  MAX_CONSENT_STATEMENT,
  type TargetDevice,
} from '../../../../preload/domain/people/targets.ts';
import { request } from '../../../page/bridge.ts';
import { download } from '../../../page/download.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { postIfFailed } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { changeSheet, freshSheet, showSheet, type ConsentChannel, type ConsentSheet } from './sheet.ts';
import { readLibrary, readOf } from './targets.ts';

/** The only channel of a camera that is connected by itself. */
const OWN_CHANNEL = '0';
const CHANNEL = /^\d{1,3}$/;

/** The device itself, then its cameras in the order of their numbers. A camera that is connected by itself is one channel. */
function channelsOf({ id, name, family }: TargetDevice): readonly ConsentChannel[] {
  if (family === 'sdc') return [{ id: OWN_CHANNEL, name }];
  const cameras = [...useDirectory.getState().view.byId.values()].filter(({ deviceId }) => deviceId === id);
  const listed = cameras
    .toSorted((a, b) => a.number - b.number)
    .map((camera) => ({ id: channelRefOf(camera.id).channelNativeId, name: camera.name }))
    .filter((one) => CHANNEL.test(one.id));
  return [{ id: DEVICE_ITSELF, name: null }, ...listed];
}

export function openConsent(device: TargetDevice): void {
  const channels = channelsOf(device);
  const fresh = freshSheet();
  const form: ConsentSheet = {
    kind: 'consent',
    ...fresh,
    deviceId: device.id,
    deviceName: device.name,
    channels,
    chosen: new Set(channels.map(({ id }) => id)),
    state: 'opened',
    signer: '',
    statement: null,
    states: null,
    records: null,
    outcomes: null,
    recordId: null,
  };
  showSheet(form);
  void readStates(form);
  void readRecords(form);
}

export async function readStates({ id, deviceId, channels }: ConsentSheet): Promise<void> {
  changeSheet('consent', id, { states: null });
  const answer = await request['targets.channelConsents']({ deviceId, channels: channels.map((one) => one.id) });
  changeSheet('consent', id, { states: readOf(answer.ok ? { ok: true, value: answer.value.consents } : answer) });
}

export async function readRecords({ id, deviceId }: ConsentSheet): Promise<void> {
  const answer = await request['targets.consents']({ deviceId });
  changeSheet('consent', id, { records: readOf(answer.ok ? { ok: true, value: answer.value.records } : answer) });
}

type TextFault = 'missing' | 'too-long' | null;

export interface ConsentFaults {
  readonly signer: TextFault;
  readonly statement: TextFault;
  readonly channels: 'missing' | null;
}

const faultOf = (text: string, limit: number): TextFault =>
  text.trim() === '' ? 'missing' : [...text.trim()].length > limit ? 'too-long' : null;

/** @param statement as it stands in the field. */
export const faultsOfConsent = ({ signer, chosen }: ConsentSheet, statement: string): ConsentFaults => ({
  signer: faultOf(signer, MAX_CONSENT_SIGNER),
  statement: faultOf(statement, MAX_CONSENT_STATEMENT),
  channels: chosen.size === 0 ? 'missing' : null,
});

/** Signs once. A failure leaves what was typed; afterwards the channels and the record are read again. */
export async function signConsent(form: ConsentSheet, statement: string): Promise<void> {
  if (form.isBusy) return;
  const { id, deviceId, channels, chosen, state, signer } = form;
  changeSheet('consent', id, { isTried: true, error: null });
  if (Object.values(faultsOfConsent(form, statement)).some((fault) => fault !== null)) return;
  changeSheet('consent', id, { isBusy: true, outcomes: null, recordId: null });
  const asked = channels.map((one) => one.id).filter((one) => chosen.has(one));
  const answer = await request['targets.sign']({ deviceId, channels: asked, state, signer, statement });
  if (!answer.ok) return changeSheet('consent', id, { isBusy: false, error: answer.error });
  // The statement is stored: nothing typed would be lost.
  const { outcomes, recordId } = answer.value;
  changeSheet('consent', id, { isBusy: false, isTried: false, signer: '', statement: null, outcomes, recordId });
  await readAgain(form);
}

const readAgain = (form: ConsentSheet): Promise<unknown> =>
  Promise.all([readStates(form), readRecords(form), readLibrary(form.deviceId, true)]);

/** Sends channels again that the statement names which was signed last in this form; nobody signs again. */
export async function retryChannels(form: ConsentSheet, retried: ReadonlySet<string>): Promise<void> {
  const { id, deviceId, recordId, outcomes, isBusy } = form;
  const left = (outcomes ?? []).filter((one) => one.state !== 'done' && retried.has(one.channelId));
  if (isBusy || recordId === null || left.length === 0) return;
  changeSheet('consent', id, { isBusy: true, error: null });
  const channels = left.map(({ channelId }) => channelId);
  const answer = await request['targets.signAgain']({ deviceId, recordId, channels });
  if (!answer.ok) return changeSheet('consent', id, { isBusy: false, error: answer.error });
  const known = new Map(answer.value.outcomes.map((one) => [one.channelId, one]));
  const merged = outcomes?.map((one) => known.get(one.channelId) ?? one) ?? null;
  changeSheet('consent', id, { isBusy: false, outcomes: merged });
  await readAgain(form);
}

export const toggleChannel = ({ id, chosen }: ConsentSheet, channelId: string): void => {
  const next = new Set(chosen);
  if (!next.delete(channelId)) next.add(channelId);
  changeSheet('consent', id, { chosen: next });
};

export const useConsentExport = create<{ readonly isBusy: boolean }>(() => ({ isBusy: false }));

/** Writes everything that was signed into a file. */
export async function exportConsents(): Promise<void> {
  if (useConsentExport.getState().isBusy) return;
  useConsentExport.setState({ isBusy: true });
  const answer = await request['targets.exportConsents']({});
  useConsentExport.setState({ isBusy: false });
  if (!postIfFailed(answer) || !answer.ok) return;
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'download') download('consents', suggestedName, text);
  if (outcome !== 'cancelled') postNotice('consentsExported', { count });
}
