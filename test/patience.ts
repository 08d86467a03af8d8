/** How long tests wait for what must happen: far longer than it takes, since some machines are slow. */
export const PATIENT = { timeout: 60_000, interval: 20 } as const;
