/**
 * Sends what is typed, one at a time: while an answer is awaited only the newest of what came meanwhile is kept, and goes
 * out next. So answers come in order, none is waited for in vain, and the last thing typed has the last word.
 */
export function latest<P, R>(
  send: (params: P) => Promise<R>,
  onAnswer: (answer: R, isLast: boolean) => void,
  onRefusal: (error: unknown, isLast: boolean) => void,
): (params: P) => void {
  let running = false;
  let waiting: { readonly params: P } | undefined;
  const run = async (params: P): Promise<void> => {
    try {
      const answer = await send(params);
      onAnswer(answer, waiting === undefined);
    } catch (error) {
      onRefusal(error, waiting === undefined);
    }
    const next = waiting;
    waiting = undefined;
    if (next) {
      await run(next.params);
    } else {
      running = false;
    }
  };
  return params => {
    if (running) {
      waiting = { params };
    } else {
      running = true;
      void run(params);
    }
  };
}
