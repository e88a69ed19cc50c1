/**
 * All well, a request or check failed, usage or unreadable input; then ended by a signal, as shells count: a terminal that
 * went away (SIGHUP), Ctrl-C (SIGINT), a reader that went away (SIGPIPE), a request to end (SIGTERM).
 */
export type ExitCode = 0 | 1 | 2 | 129 | 130 | 141 | 143;
