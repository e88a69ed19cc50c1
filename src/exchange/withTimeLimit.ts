/** Milliseconds that a timer may be late before the machine, or this program, must have slept. */
const lateness = 1000;
/** Milliseconds to read what came in meanwhile. */
const grace = 3000;

/**
 * Does work that is aborted after a while, or when `signal` is. Nothing of the limit outlives the work: an
 * AbortSignal.timeout of many minutes would, for each call of thousands. Work whose limit passed in a machine's sleep is
 * given a little time to find what came in: timers run before anything is read.
 *
 * @param limit milliseconds; it aborts with a DOMException named TimeoutError
 */
export async function withTimeLimit<T>(
  signal: AbortSignal,
  limit: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limited = new AbortController();
  const follow = () => {
    limited.abort(signal.reason);
  };
  const due = performance.now() + limit;
  const expire = () => {
    limited.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  };
  let timer = setTimeout(() => {
    if (performance.now() - due < lateness) {
      expire();
    } else {
      timer = setTimeout(expire, Math.min(grace, limit));
    }
  }, limit);
  if (signal.aborted) {
    follow();
  }
  signal.addEventListener('abort', follow, { once: true });
  try {
    return await work(limited.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', follow);
  }
}
