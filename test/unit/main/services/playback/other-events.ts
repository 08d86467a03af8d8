/** Whether main stays free while a service works. */

/** How many other events main handled between the pieces of the work. */
export async function eventsDuring(work: () => Promise<unknown>): Promise<number> {
  let events = 0;
  let isOver = false;
  const count = (): void => {
    events += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return events;
}
