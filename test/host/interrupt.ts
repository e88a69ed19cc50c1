// What a program of ours does when it is interrupted: clean up once, then leave.
/** Runs `end` on Ctrl-C, SIGTERM or a closed terminal, then exits as the shell expects; twice is at once. */
export function onInterrupt(end: () => Promise<unknown>): void {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  let since = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (since > 0) {
        // npm passes on the same Ctrl-C that the terminal already sent; that is no second one.
        if (Date.now() - since > 500) {
          process.exit(codes[signal]);
        }
        return;
      }
      since = Date.now();
      const leave = (): void => process.exit(codes[signal]);
      setTimeout(leave, 10_000).unref();
      end().then(leave, leave);
    });
  }
}
