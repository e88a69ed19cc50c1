/** Which pairs of nonce and timestamp a user has used. Timestamps are Unix seconds. */
export interface NonceMemory {
  readonly wasUsed: (user: number, timestamp: number, nonce: string) => boolean;
  readonly remember: (user: number, timestamp: number, nonce: string) => void;
  /** Forgets what is older than a timestamp; such requests are refused for their timestamp. */
  readonly forgetBefore: (timestamp: number) => void;
  readonly size: () => number;
  /** Everything that is remembered. */
  readonly all: () => Iterable<UsedNonce>;
  readonly close: () => void;
}

export interface UsedNonce {
  /** An employee's id; 0 for nobody's. */
  readonly user: number;
  readonly timestamp: number;
  readonly nonce: string;
}

/**
 * Bounded: over the limit the oldest second is forgotten, and from then on everything of that second or before counts
 * as used, so that running out of room refuses a request rather than let one in twice. It ends with the process.
 *
 * @param limit how many pairs to keep over all users
 */
export function createNonceMemory(limit = 200_000): NonceMemory {
  const seconds = new Map<number, Set<string>>();
  let size = 0;
  let floor = 0;
  const forget = (timestamp: number) => {
    size -= seconds.get(timestamp)?.size ?? 0;
    seconds.delete(timestamp);
  };
  return {
    wasUsed: (user, timestamp, nonce) =>
      timestamp <= floor || (seconds.get(timestamp)?.has(`${user} ${nonce}`) ?? false),
    remember: (user, timestamp, nonce) => {
      const pairs = seconds.get(timestamp) ?? new Set<string>();
      seconds.set(timestamp, pairs);
      const before = pairs.size;
      pairs.add(`${user} ${nonce}`);
      size += pairs.size - before;
      while (size > limit) {
        const oldest = Math.min(...seconds.keys());
        floor = Math.max(floor, oldest);
        forget(oldest);
      }
    },
    forgetBefore: timestamp => {
      for (const second of [...seconds.keys()]) {
        if (second < timestamp) {
          forget(second);
        }
      }
    },
    size: () => size,
    all: function* () {
      for (const [timestamp, pairs] of seconds) {
        for (const pair of pairs) {
          const end = pair.indexOf(' ');
          yield { user: Number(pair.slice(0, end)), timestamp, nonce: pair.slice(end + 1) };
        }
      }
    },
    close: () => undefined,
  };
}
