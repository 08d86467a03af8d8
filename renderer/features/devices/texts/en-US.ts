/** The dialog with the facts of a device. */
import { change } from './change-en-US.ts';

export const words = {
  title: 'Device · {{camera}}',
  close: 'Close the facts of the device',
  reading: 'Reading the facts of the device',
  again: 'Read again',
  asOf: 'as of {{time}}',
  notPublished: 'not published by this cloud',
  empty: 'empty',
  copy: 'Copy: {{label}}',
  facts: {
    manufacturer: 'Manufacturer',
    model: 'Model',
    firmware: 'Firmware',
    serial: 'Serial number',
    code: 'GB28181 code',
    mac: 'MAC address',
    address: 'Network address',
    resolution: 'Resolution',
    channels: 'Channels',
    node: 'Service node',
    description: 'Description',
  },
  change,
  times: { createdAtMs: 'Added', changedAtMs: 'Changed' },
};
