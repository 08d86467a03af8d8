/** The way to the clouds as a person chose it, in `network.json`. No secret is in this file. */
import { z } from 'zod';
import { authority, proxySettings } from '../../../preload/contract/network.ts';
import { MAX_AUTHORITIES } from '../../../preload/domain/bounds.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import { SettingsFile } from '../shared/settings-file.ts';

const NO_CHOICE = { mode: 'system' as const, address: null, exceptions: [] };

const stored = z.strictObject({
  authorities: z.array(authority).max(MAX_AUTHORITIES),
  proxy: proxySettings.default(NO_CHOICE),
});
export type NetworkSettings = z.infer<typeof stored>;

const DEFAULTS: NetworkSettings = { authorities: [], proxy: NO_CHOICE };

/** @throws {AppError} `storage.write-failed`: there is no folder to write to. */
export function openNetworkSettings(dir: string, open?: OpenSettings): SettingsFile<NetworkSettings> {
  return new SettingsFile({ name: 'network', dir, open, version: 1, schema: stored, defaults: DEFAULTS });
}
