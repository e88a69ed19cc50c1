import { homedir } from 'node:os';
import { win32 } from 'node:path';

/** Where the command line of this extension is, and what runs it. */
export interface ShimPlaces {
  /** The extension's folder, `…/publisher.name-version` where it is installed. */
  readonly extension: string;
  /** `publisher.name` */
  readonly id: string;
  /** VS Code's own program, which is a Node where ELECTRON_RUN_AS_NODE says so, or a Node. */
  readonly node: string;
}

/**
 * The program `tba` for a POSIX shell. Where the extension's folder is gone, an update has put another one beside it; where
 * VS Code's own Node is gone, the one on the PATH does.
 */
export function posixShim({ extension, id, node }: ShimPlaces): string {
  const beside = extension.slice(0, extension.lastIndexOf('/'));
  return `#!/bin/sh
# Made by TBA Workbench for NetSuite, and made anew whenever it starts.
cli=${quoted(`${extension}/dist/cli.js`)}
if [ ! -f "$cli" ]; then
  for found in ${quoted(`${beside}/${id}-`)}*/dist/cli.js; do
    if [ -f "$found" ]; then cli=$found; fi
  done
fi
if [ ! -f "$cli" ]; then
  echo 'tba: TBA Workbench for NetSuite is not installed any more.' >&2
  exit 127
fi
node=${quoted(node)}
if [ ! -x "$node" ]; then node=node; fi
export ELECTRON_RUN_AS_NODE=1
exec "$node" -- "$cli" "$@"
`;
}

/** The same for Windows. Its batch files know no Unicode, so the home folder, which may need it, is spelled by its name. */
export function windowsShim({ extension, id, node }: ShimPlaces, home: string = homedir()): string {
  const spelled = (path: string) => {
    const isAtHome = path.toLowerCase().startsWith(`${home.toLowerCase()}\\`);
    const rest = (isAtHome ? path.slice(home.length) : path).replaceAll('%', '%%');
    return isAtHome ? `%USERPROFILE%${rest}` : rest;
  };
  const beside = win32.join(win32.dirname(extension), `${id}-*`);
  return [
    '@echo off',
    'rem Made by TBA Workbench for NetSuite, and made anew whenever it starts.',
    'setlocal',
    `set "cli=${spelled(win32.join(extension, 'dist', 'cli.js'))}"`,
    `if not exist "%cli%" for /d %%d in ("${spelled(beside)}") do if exist "%%d\\dist\\cli.js" set "cli=%%d\\dist\\cli.js"`,
    'if not exist "%cli%" echo tba: TBA Workbench for NetSuite is not installed any more. 1>&2',
    'if not exist "%cli%" exit /b 127',
    `set "node=${spelled(node)}"`,
    'if not exist "%node%" set "node=node"',
    'set ELECTRON_RUN_AS_NODE=1',
    '"%node%" -- "%cli%" %*',
    'exit /b %errorlevel%',
    '',
  ].join('\r\n');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
