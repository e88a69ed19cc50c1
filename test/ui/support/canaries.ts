// Texts that must not turn up anywhere, and the search for them.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A text in one of the forms in which a program might write it down. */
type Trace = { readonly name: string; readonly form: string; readonly bytes: Buffer };

/** Secrets by names that a failure may show: what is found is told by name, so that no report holds a secret. */
export class Canaries {
  readonly #texts = new Map<string, string>();
  #traces: Trace[] = [];

  /** Texts that are known already keep the name they had. */
  add(name: string, text: string): void {
    if (text !== '' && ![...this.#texts.values()].includes(text)) {
      this.#texts.set(this.#texts.has(name) ? `${name} (${this.#texts.size})` : name, text);
      this.#traces = [...this.#texts].flatMap(([each, value]) => tracesOf(each, value));
    }
  }

  get size(): number {
    return this.#texts.size;
  }

  /** Which of them occur, in which form. */
  in(content: string | Uint8Array): string[] {
    const bytes =
      typeof content === 'string'
        ? Buffer.from(content)
        : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    return this.#traces.filter(trace => bytes.includes(trace.bytes)).map(({ name, form }) => `${name} as ${form}`);
  }

  /**
   * Looks through all files below a folder, their names included.
   *
   * @param since leaves out files that were not touched since, in milliseconds since 1970
   */
  async inFolder(folder: string, since = 0): Promise<{ files: number; found: string[] }> {
    let files = 0;
    const found: string[] = [];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const tell = (content: string | Uint8Array): void =>
        void found.push(...this.in(content).map(each => `${path}: ${each}`));
      tell(entry.name);
      // Links lead to what is installed; sockets and pipes cannot be read.
      if (entry.isFile() && (since === 0 || (await changedAt(path)) >= since)) {
        files += 1;
        tell(await readFile(path).catch(goneMeanwhile));
      }
    }
    return { files, found };
  }
}

async function changedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

/** A running VS Code renames and removes files while they are looked at. */
function goneMeanwhile(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
    return '';
  }
  throw error;
}

function tracesOf(name: string, text: string): Trace[] {
  const forms: readonly (readonly [form: string, bytes: Buffer])[] = [
    ['UTF-8', Buffer.from(text)],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['percent-encoded', Buffer.from(encodeURIComponent(text))],
    ['form data', Buffer.from(new URLSearchParams([['', text]]).toString().slice(1))],
    ['JSON', Buffer.from(JSON.stringify(text).slice(1, -1))],
    ...[0, 1, 2].flatMap(offset => base64Forms(text, offset)),
    ['hex', Buffer.from(Buffer.from(text).toString('hex'))],
  ];
  // Hexadecimal digits are the same in most of them.
  const others = forms.filter(([, bytes], at) => forms.findIndex(([, first]) => first.equals(bytes)) === at);
  return others.map(([form, bytes]) => ({ name, form, bytes }));
}

/**
 * A text in base64 depends on how many bytes stand before it, by threes; what its neighbours have a part in is cut off.
 */
function base64Forms(text: string, offset: number): [string, Buffer][] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const first = Math.ceil((offset * 8) / 6);
  const length = Math.floor((bytes.length * 8) / 6);
  return (['base64', 'base64url'] as const).map(form => [form, Buffer.from(bytes.toString(form).slice(first, length))]);
}
