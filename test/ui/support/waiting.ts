// Waiting for what VS Code does in its own time, with a message that says what was missing.

/** A text that must occur, or a pattern. */
export type Text = string | RegExp;

export function matches(actual: string, wanted: Text): boolean {
  // VS Code draws spaces as no-break spaces in places.
  const plain = actual.replaceAll('\u00a0', ' ');
  return typeof wanted === 'string' ? plain.includes(wanted) : wanted.test(plain);
}

/** A pattern for the whole text of an element; patterns stay as they are. */
export function exactly(text: Text): RegExp {
  return typeof text === 'string' ? new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : text;
}

/** Polls until the condition holds; throws naming what was waited for and what there was instead. */
export async function expectSoon(
  what: string,
  condition: () => Promise<boolean>,
  actual?: () => Promise<unknown>,
  timeout = 20_000,
): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > end) {
      const found = actual === undefined ? '' : `; found ${JSON.stringify(await actual())}`;
      throw new Error(`Waited ${timeout / 1000} s for ${what}${found}`);
    }
    await new Promise(done => setTimeout(done, 100));
  }
}

/** The value once it has stayed the same for half a second: for lists that fill in steps and never say when done. */
export async function settled<T>(read: () => Promise<T>): Promise<T> {
  let value = await read();
  let since = Date.now();
  await expectSoon('a value that stays', async () => {
    const next = await read();
    if (JSON.stringify(next) !== JSON.stringify(value)) {
      since = Date.now();
    }
    value = next;
    return Date.now() - since > 500;
  });
  return value;
}
