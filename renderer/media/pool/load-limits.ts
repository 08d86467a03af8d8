/**
 * The limits of the governor: above these values a tile must give way. Shares from 0 to 1; shown as ticks on the
 * meters.
 */
export const HIGH = { droppedShare: 0.2, missingShare: 0.25, heldUpShare: 0.4, cpu: 0.92 } as const;
