import { receive } from './inside/channel.ts';
import { runScript } from './inside/runScript.ts';
import type { StartMessage } from './messages.ts';

// The entry of a process that runs one script and then ends. Everything is loaded before it waits for its call.
runScript(receive() as StartMessage);
