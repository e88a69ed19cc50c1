/**
 * Does work that is aborted after a while, or when `signal` is. Nothing of the limit outlives the work: an
 * AbortSignal.timeout of many minutes would, for each call of thousands.
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
  const timer = setTimeout(() => {
    limited.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
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
