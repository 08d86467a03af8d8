/** Hands a text or bytes to the browser as a file, for hosts without a dialog of the system's own. */
import type { Input } from '../../preload/contract/contract.ts';
import { request } from './bridge.ts';

/** @param kind what the file holds: main lists the file under this kind for all windows. */
export function download(kind: Input<'saved.downloaded'>['kind'], name: string, content: string | Blob): void {
  const type = name.endsWith('.csv') ? 'text/csv' : 'application/json';
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
  // A file that is not listed is saved all the same.
  void request['saved.downloaded']({ kind, name, bytes: blob.size });
}
