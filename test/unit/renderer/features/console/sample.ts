/** Operations and forms in the shape of main's answers. */
import type { ConsoleField, OperationDescription, OperationView } from '../../../../../preload/contract/console.ts';

export function operation(id: string, rest: Partial<OperationView> = {}): OperationView {
  return {
    id,
    group: 'device',
    titleZh: `接口 ${id}`,
    titleEn: `Operation ${id}`,
    effect: 'read',
    change: rest.effect === 'write' ? 'modify' : null,
    method: 'GET',
    path: `/v1/${id}`,
    isDeprecated: false,
    isSensitive: false,
    file: 'none',
    ...rest,
  };
}

export const field = (name: string, rest: Partial<ConsoleField> = {}): ConsoleField => ({
  name,
  kind: 'string',
  isRequired: false,
  ...rest,
});

export function description(
  view: OperationView,
  fields: readonly ConsoleField[],
  rest: Partial<OperationDescription> = {},
): OperationDescription {
  return {
    vendor: 'huawei-ivm',
    operation: view,
    fields: [...fields],
    supplied: [{ name: 'user_id', descEn: 'User id' }],
    notes: [],
    sampleJson: null,
    limits: { minGapMs: null, batches: [] },
    ...rest,
  };
}
