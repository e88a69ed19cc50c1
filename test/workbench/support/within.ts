/** Waits until a value fulfils a condition; fails with the last value. */
export async function until<T>(
  what: string,
  read: () => T | Thenable<T>,
  ok: (value: T) => boolean,
  limit = 20_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const value = await read();
    if (ok(value)) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`Waited for ${what}; found ${JSON.stringify(value)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
