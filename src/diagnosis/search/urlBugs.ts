import { encodePairs } from '../../tba/percentEncoding.ts';
import { encodeText, correct } from './writing.ts';
import type { Bug } from './plan.ts';
import type { Scene } from './scene.ts';

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** Another method signed, or in other letters. */
export function methodBugs({ call: { method } }: Scene): Bug[] {
  const lower = method.toLowerCase();
  const bug = (signed: string, cost: number): Bug => ({
    findings: [{ code: 'method-mismatch', detail: signed }],
    cost,
    slots: ['method'],
    change: { url: { method: signed } },
  });
  return [
    ...methods.filter(each => each !== method).map(each => bug(each, each === 'OPTIONS' ? 4 : 2)),
    bug(lower, 2),
    bug(method.charAt(0) + lower.slice(1), 3),
    bug('', 4),
    ...methods.filter(each => each !== method).map(each => bug(each.toLowerCase(), 5)),
  ];
}

/** http for https, or no scheme at all. */
export function schemeBugs({ call: { url } }: Scene): Bug[] {
  const other = url.scheme === 'https' ? 'http' : 'https';
  const bug = (signed: string, detail: string, cost: number): Bug => ({
    findings: [{ code: 'scheme-mismatch', detail }],
    cost,
    slots: ['scheme'],
    change: { url: { scheme: signed } },
  });
  return [
    bug(`${other}://`, other, 1),
    bug(`${url.scheme.toUpperCase()}://`, url.scheme.toUpperCase(), 4),
    bug('', 'none', 4),
    bug('//', 'none', 5),
  ];
}

/** The scheme's own port kept, or another lost. RFC 5849 section 3.4.1.2. */
export function portBugs({ call: { url } }: Scene): Bug[] {
  const own = url.scheme === 'https' ? '443' : '80';
  const bug = (code: 'port-included' | 'port-omitted', port: string, cost: number): Bug => ({
    findings: [{ code, detail: code === 'port-omitted' ? url.port : port.slice(1) }],
    cost,
    slots: ['port'],
    change: { url: { port } },
  });
  return url.port === ''
    ? [bug('port-included', `:${own}`, 1), bug('port-included', own === '443' ? ':80' : ':443', 4)]
    : [bug('port-omitted', '', 1), bug('port-included', `:${own}`, 3)];
}

/** Slash, case, coding and loss of the path. */
export function pathBugs({ call: { url, query } }: Scene): Bug[] {
  const bugs: Bug[] = [];
  const last = query.at(-1);
  const add = (path: string, cost: number, code: 'path-altered' | 'lowercase-percent-hex' = 'path-altered') => {
    if (path !== url.path) {
      bugs.push({ findings: [{ code, detail: path }], cost, slots: ['path'], change: { url: { path } } });
    }
  };
  const { path, rawPath } = url;
  add(path.endsWith('/') ? path.slice(0, -1) : `${path}/`, 1);
  add(path.toLowerCase(), 2);
  add(decoded(path), 1.5);
  add(path.replaceAll('%', '%25'), 2);
  add(
    path.replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase()),
    2,
    'lowercase-percent-hex',
  );
  add(
    path.replace(/%[0-9a-f]{2}/gi, escape => escape.toUpperCase()),
    2,
  );
  add(rawPath, 2);
  add(
    segments(path, segment => encodeText(decoded(segment), correct)),
    2,
  );
  add(
    segments(path, segment => encodeText(decoded(segment), { ...correct, leave: "!'()*" })),
    2,
  );
  add(
    segments(path, segment => encodeText(decoded(segment), { ...correct, plus: true })),
    3,
  );
  add(
    segments(path, segment => encodeText(decoded(segment), { ...correct, lower: true })),
    2,
    'lowercase-percent-hex',
  );
  add(
    segments(path, segment => encodeText(decoded(segment), { ...correct, plus: true, lower: true, leave: '!()*' })),
    3,
  );
  add(
    segments(path, segment => encodeText(decoded(segment), { ...correct, leave: "!'()*$&+,;=:@" })),
    3,
  );
  add(
    segments(path, segment => encodeText(segment, correct)),
    3,
  );
  add(path.replace(/%2F/gi, '/'), 2);
  add(path.replaceAll('%20', '+'), 3);
  add(path.replaceAll('+', ' '), 4);
  add(path.replaceAll('+', '%20'), 4);
  add(path.replace(/\/{2,}/g, '/'), 2);
  add(path.replaceAll('/', '//'), 5);
  add(`/${path}`, 3);
  add(`${path}//`, 5);
  add(path.slice(1), 3);
  add('', 2);
  add('/', 2);
  add(path.toUpperCase(), 3);
  add(path.charAt(0) + path.charAt(1).toUpperCase() + path.slice(2), 5);
  add(path.replace(/\.\w+$/, ''), 4);
  add(path.replace(/\/[^/]*\/?$/, ''), 3);
  add(path.replace(/\/[^/]*\/?$/, '/'), 3);
  add(path.replace(/\/\d+\/?$/, ''), 3);
  add(path.replace(/;.*$/, ''), 4);
  add(path + url.rawFragment, 3);
  if (url.rawFragment !== '' && last) {
    // The fragment taken for the end of the last value: oauth-1.0a.
    const value = `${last.value}${url.rawFragment}`;
    bugs.push({
      findings: [{ code: 'path-altered', detail: url.rawFragment }],
      cost: 2,
      slots: ['fragment'],
      change: { pick: items => items.map(item => (item === last ? { ...item, value, rawValue: value } : item)) },
    });
  }
  const parts = path.split('/');
  for (let dropped = 2; dropped < parts.length - 1; dropped++) {
    add(`/${parts.slice(dropped).join('/')}`, 4);
    add(parts.slice(0, dropped).join('/'), 5);
  }
  return bugs;
}

/** The query kept in the base URL, wholly or its first pairs. */
export function queryLeftBugs({ call: { url, query } }: Scene): Bug[] {
  const { rawQuery } = url;
  if (rawQuery === undefined) {
    return [];
  }
  const left = { code: 'query-left-in-base-url' } as const;
  const bugs: Bug[] = [];
  const seen = new Set<string>();
  const add = (suffix: string, count: number, cost: number) => {
    if (seen.has(suffix)) {
      return;
    }
    seen.add(suffix);
    const dropped = new Set(query.slice(0, count));
    const slots = ['suffix'];
    bugs.push({ findings: [left], cost, slots, change: { url: { suffix } } });
    if (count > 0) {
      bugs.push({
        findings: count === query.length ? [left, { code: 'query-omitted' }] : [left],
        cost: cost + 0.5,
        slots: [...slots, 'query'],
        change: { url: { suffix }, pick: items => items.filter(item => !dropped.has(item)) },
      });
    }
  };
  add(`?${rawQuery}`, query.length, 1);
  add(`?${encodePairs(query)}`, query.length, 1);
  add(`?${query.map(({ name, value }) => `${name}=${value}`).join('&')}`, query.length, 2);
  add(
    `?${query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`,
    query.length,
    2,
  );
  add(
    `?${new URLSearchParams(query.map(({ name, value }): [string, string] => [name, value])).toString()}`,
    query.length,
    2,
  );
  add('?', 0, 2);
  add(`?${rawQuery}${url.rawFragment}`, query.length, 3);
  const sorted = query.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  add(`?${encodePairs(sorted)}`, query.length, 3);
  for (let count = 1; count < Math.min(query.length, 20); count++) {
    add(`?${encodePairs(query.slice(0, count))}`, count, 2.5);
  }
  return bugs;
}

function segments(path: string, change: (segment: string) => string): string {
  return path.split('/').map(change).join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
