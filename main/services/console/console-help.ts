/** The words of the documents about an operation, for a page whose language is the language of the documents. */
import type { OperationHelp } from '../../../preload/contract/console.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { readChineseWords } from '../../vendors/core/contract/help.ts';
import { entryOf } from './console-operations.ts';

const PARAMS = 'params.';

/**
 * The Chinese words about one operation. Null when there are none.
 *
 * @throws {AppError} `input.invalid-field` when the cloud documents no such operation.
 */
export async function chineseHelp(vendor: VendorId, operationId: string): Promise<OperationHelp | null> {
  const { operation } = entryOf(vendor, operationId);
  const words = (await readChineseWords(vendor))?.operations[operation.id];
  if (words === undefined) return null;
  const { about = [], params = {}, result = {}, values = {}, requiredWhen = {} } = words;
  const ofParams = Object.entries(values).filter(([path]) => path.startsWith(PARAMS));
  return {
    about: [...about],
    fields: params,
    values: Object.fromEntries(ofParams.map(([path, meanings]) => [path.slice(PARAMS.length), meanings])),
    requiredWhen,
    answer: result,
  };
}
