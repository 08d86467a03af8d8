/** Batches over channels: every channel is judged by itself, and the answer is 200 whatever happened inside. */
import { recordsOf, textOf } from '../../kernel/values.ts';
import type { Values } from '../../kernel/check.ts';
import { addressed } from './channels.ts';
import type { IvmContext } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { Refusal } from './refusals.ts';
import type { ItemResult } from './refusals.ts';

const SUCCESS = 'IVM.0';

/** Runs one item; a refusal becomes its outcome. */
export function outcomeOf(context: IvmContext, run: () => void): ItemResult {
  try {
    run();
    return context.errors.item(SUCCESS);
  } catch (e) {
    if (e instanceof Refusal) return context.errors.item(e.code);
    throw e;
  }
}

/**
 * Answers `{failed_num, channels: [{device_id, channel_id, result}]}`.
 *
 * @param list name of the member that holds the channels.
 */
export function eachChannel(
  context: IvmContext,
  values: Values,
  list: string,
  run: (channel: IvmChannel, item: Values) => void,
): unknown {
  const channels = recordsOf(values, list).map((item) => ({
    device_id: textOf(item, 'device_id'),
    channel_id: textOf(item, 'channel_id'),
    result: outcomeOf(context, () => run(addressed(context, item), item)),
  }));
  return { failed_num: channels.filter((one) => one.result.code !== SUCCESS).length, channels };
}
