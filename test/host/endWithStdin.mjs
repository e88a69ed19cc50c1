// Preloaded into the VS Code server: it ends when whoever started it is gone, even by SIGKILL,
// because the other end of its standard input then closes. Its own forks inherit the preload and are left alone.
if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.resume().on('close', () => process.exit(0));
}
