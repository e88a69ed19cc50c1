import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Parts {
  readonly scheme: string;
  readonly authority?: string;
  readonly path: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** As much of VS Code's Uri as files and http addresses need. */
export class FakeUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  private constructor({ scheme, authority = '', path, query = '', fragment = '' }: Parts) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.fragment = fragment;
  }

  static from(parts: Parts): FakeUri {
    return new FakeUri(parts);
  }

  static file(path: string): FakeUri {
    return new FakeUri({ scheme: 'file', path: decodeURIComponent(pathToFileURL(path).pathname) });
  }

  static parse(text: string): FakeUri {
    const { protocol, host, pathname, search, hash } = new URL(text);
    const path = decodeURIComponent(pathname);
    return new FakeUri({
      scheme: protocol.slice(0, -1),
      authority: host,
      path,
      query: search.slice(1),
      fragment: hash.slice(1),
    });
  }

  static joinPath(base: FakeUri, ...names: readonly string[]): FakeUri {
    return base.with({ path: posix.join(base.path, ...names) });
  }

  get fsPath(): string {
    const url = new URL('file:///');
    url.pathname = this.path.replaceAll('%', '%25');
    return fileURLToPath(url);
  }

  with(change: Partial<Parts>): FakeUri {
    const { scheme, authority, path, query, fragment } = this;
    return new FakeUri({ scheme, authority, path, query, fragment, ...change });
  }

  toString(): string {
    const query = this.query === '' ? '' : `?${this.query}`;
    return `${this.scheme}://${this.authority}${encodeURI(this.path)}${query}`;
  }
}
