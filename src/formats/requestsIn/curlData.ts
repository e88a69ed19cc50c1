import type { CurlOption } from './curlOptions.ts';

/** What the data options of a command come to. */
export interface CurlData {
  /** Undefined when there is none, or when it stands in a file. */
  readonly text?: string;
  readonly file?: string;
  readonly isJson: boolean;
  /** Files that are only a part of the body, and standard input. */
  readonly leftOut: readonly string[];
}

const dataOptions: ReadonlySet<string> = new Set([
  'data',
  'data-ascii',
  'data-binary',
  'data-raw',
  'data-urlencode',
  'json',
]);

/** Joined as curl does it: with `&` between all but those of `--json`. Undefined where a command has no data. */
export function readData(options: readonly CurlOption[]): CurlData | undefined {
  const all = options.filter(({ name }) => dataOptions.has(name));
  if (all.length === 0) {
    return undefined;
  }
  const isJson = all.some(({ name }) => name === 'json');
  const [first] = all;
  const soleFile = all.length === 1 && first ? fileOf(first) : undefined;
  if (soleFile !== undefined && soleFile !== '-' && first?.name !== 'data-urlencode') {
    return { file: soleFile, isJson, leftOut: [] };
  }
  const pieces: string[] = [];
  const leftOut: string[] = [];
  for (const option of all) {
    const file = fileOf(option);
    if (file !== undefined) {
      leftOut.push(file);
    } else {
      const value = option.name === 'data-urlencode' ? encodeData(option.value ?? '') : (option.value ?? '');
      pieces.push(option.name === 'json' || pieces.length === 0 ? value : `&${value}`);
    }
  }
  return { isJson, leftOut, ...(pieces.length > 0 && { text: pieces.join('') }) };
}

/** The file behind an `@`; `-` is standard input. */
function fileOf({ name, value = '' }: CurlOption): string | undefined {
  if (name === 'data-raw') {
    return undefined;
  }
  return name === 'data-urlencode' ? /^[^=@]*@(.*)$/s.exec(value)?.[1] : /^@(.*)$/s.exec(value)?.[1];
}

/** `content`, `=content` or `name=content`, of which the content is encoded. */
export function encodeData(value: string): string {
  const equals = value.indexOf('=');
  const name = equals > 0 ? `${value.slice(0, equals)}=` : '';
  return name + escape(value.slice(equals + 1));
}

/** RFC 3986: all but unreserved characters, as curl_easy_escape does. */
function escape(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
