/** Ends main as a programming error would, where nothing catches the error. Only automation asks for this. */
export function crashMain(how: 'exception' | 'rejection' | 'endless-loop'): void {
  const error = new Error('automation asked main to crash');
  if (how === 'rejection') void Promise.reject(error);
  else if (how === 'endless-loop') setImmediate(loopForEver);
  else
    setImmediate(() => {
      throw error;
    });
}

function loopForEver(): void {
  while (performance.now() >= 0);
}
