/** One operation of a cloud, and its key in lists by operation. */
import type { VendorId } from '../../preload/domain/vendor.ts';

export interface OperationChoice {
  readonly vendor: VendorId;
  readonly operationId: string;
}

export const choiceKey = ({ vendor, operationId }: OperationChoice): string => `${vendor} ${operationId}`;
