import type { Item } from '../callParts.ts';
import type { CauseCode } from '../causeCodes.ts';
import type { Bug, Finding } from './plan.ts';
import { stackBugs } from './stackBugs.ts';
import { correct, encodeText, everything, nothing, type Who, type Writing } from './writing.ts';

const mostSingled = 12;

/** Texts written wrongly into the parameter string: raw, twice, with `+` for a blank, not in UTF-8 and so on. */
export function textBugs(items: readonly Item[], path: string): Bug[] {
  return [
    ...rawBugs(items),
    ...twiceBugs(items),
    ...plusBugs(items),
    ...spelledBugs(items),
    ...reservedBugs(items, path),
    ...hexBugs(),
    ...charsetBugs(items, path),
    ...stackBugs(items, path),
  ];
}

/** One bug for all items that it changes, and one for each of them alone. */
function forEach(
  items: readonly Item[],
  isChanged: Who,
  make: (who: Who, detail: string | undefined, dearer: number) => Bug[],
): Bug[] {
  const changed = items.filter(isChanged);
  const first = changed.find(({ place }) => place !== 'header') ?? changed[0];
  if (!first) {
    return [];
  }
  const bugs = make(everything, first.name, 0);
  const sent = changed.filter(({ place }) => place !== 'header');
  if (sent.length > 0 && sent.length < changed.length) {
    bugs.push(...make(({ place }) => place !== 'header', sent[0]?.name, 0.2));
    bugs.push(...make(({ place }) => place === 'header', changed.find(({ place }) => place === 'header')?.name, 1));
  }
  const queried = sent.filter(({ place }) => place === 'query');
  if (queried.length > 0 && queried.length < sent.length) {
    bugs.push(...make(({ place }) => place === 'query', queried[0]?.name, 1));
    bugs.push(...make(({ place }) => place === 'body', sent.find(({ place }) => place === 'body')?.name, 1));
  }
  if (changed.length > 1) {
    for (const name of new Set(changed.slice(0, mostSingled).map(each => each.name))) {
      bugs.push(...make(item => item.name === name, name, 1));
    }
  }
  return bugs;
}

function rawBugs(items: readonly Item[]): Bug[] {
  const isPlain = (text: string) => encodeText(text, correct) === text;
  const bug = (writing: Partial<Writing>, detail: string | undefined, cost: number): Bug => ({
    findings: [{ code: 'value-not-encoded', detail }],
    cost,
    slots: ['raw'],
    change: { writing },
  });
  return [
    ...forEach(
      items,
      ({ value }) => !isPlain(value),
      (who, detail, dearer) => [
        bug({ rawValues: who }, detail, 1.3 + dearer),
        bug({ rawValues: who, rawNames: who }, detail, 1.5 + dearer),
      ],
    ),
    ...forEach(
      items,
      ({ name }) => !isPlain(name),
      (who, detail, dearer) => [bug({ rawNames: who }, detail, 1.8 + dearer)],
    ),
  ];
}

function twiceBugs(items: readonly Item[]): Bug[] {
  const isPlain = (text: string) => encodeText(text, correct) === text;
  const bug = (code: CauseCode, writing: Partial<Writing>, detail: string | undefined, cost: number): Bug => ({
    findings: [{ code, detail }],
    cost,
    slots: [Object.keys(writing).join()],
    change: { writing },
  });
  const both = (who: Who): Bug => {
    const value = items.find(item => who(item) && !isPlain(item.value));
    const name = items.find(item => who(item) && !isPlain(item.name));
    return {
      findings: [
        ...(value ? [{ code: 'value-double-encoded', detail: value.name } as const] : []),
        ...(name ? [{ code: 'key-double-encoded', detail: name.name } as const] : []),
      ],
      cost: 1.6,
      slots: ['twiceValues', 'twiceNames'],
      change: { writing: { twiceValues: who, twiceNames: who } },
    };
  };
  return [
    ...forEach(
      items,
      ({ value }) => !isPlain(value),
      (who, detail, dearer) => [bug('value-double-encoded', { twiceValues: who }, detail, 1.2 + dearer)],
    ),
    ...forEach(
      items,
      ({ name }) => !isPlain(name),
      (who, detail, dearer) => [bug('key-double-encoded', { twiceNames: who }, detail, 1.2 + dearer)],
    ),
    ...(items.some(({ name }) => !isPlain(name)) ? [both(everything)] : []),
    // Encoded by encodeURIComponent, then by the library; or as a form, then by the library.
    ...(
      [
        { ...correct, leave: "!'()*" },
        { ...correct, plus: true },
        { ...correct, plus: true, leave: '*', tilde: true },
        { ...correct, lower: true },
      ] as const
    ).map((style): Bug => ({
      findings: [{ code: 'value-double-encoded', detail: items.find(({ value }) => !isPlain(value))?.name }],
      cost: 2.2,
      slots: ['twiceValues'],
      change: {
        read: item => (item.place === 'header' ? item : { ...item, value: encodeText(item.value, style) }),
      },
    })),
  ];
}

/** Readings of `+` and `%2B`. */
function plusBugs(items: readonly Item[]): Bug[] {
  const isSent: Who = ({ place }) => place === 'query' || place === 'body';
  const bug = (
    code: CauseCode,
    who: Who,
    change: (item: Item) => Item,
    detail: string | undefined,
    cost: number,
  ): Bug => ({
    findings: [{ code, detail }],
    cost,
    slots: ['plus'],
    change: { read: item => (isSent(item) && who(item) ? change(item) : item) },
  });
  const literally = (item: Item): Item => ({
    ...item,
    name: plusDecoded(item.rawName),
    value: plusDecoded(item.rawValue),
  });
  const valueLiterally = (item: Item): Item => ({ ...item, value: plusDecoded(item.rawValue) });
  const blank = (item: Item): Item => ({
    ...item,
    name: item.name.replaceAll('+', ' '),
    value: item.value.replaceAll('+', ' '),
  });
  return [
    ...forEach(
      items,
      item => isSent(item) && (item.rawValue + item.rawName).includes('+'),
      (who, detail, dearer) => [
        bug('plus-as-literal', who, literally, detail, 1 + dearer),
        bug('plus-as-literal', who, valueLiterally, detail, 1.5 + dearer),
      ],
    ),
    ...forEach(
      items,
      item => isSent(item) && (item.value + item.name).includes('+'),
      (who, detail, dearer) => [bug('plus-as-space', who, blank, detail, 1 + dearer)],
    ),
    // A blank that a client takes for the plus it may have been.
    ...forEach(
      items,
      item => isSent(item) && item.value.includes(' '),
      (who, detail, dearer) => [
        bug('space-as-plus', who, item => ({ ...item, value: item.value.replaceAll(' ', '+') }), detail, 2 + dearer),
      ],
    ),
    ...forEach(
      items,
      item => (item.value + item.name).includes(' '),
      (who, detail, dearer) => [
        {
          findings: [{ code: 'space-as-plus', detail }],
          cost: 1 + dearer,
          slots: ['space', ...(dearer > 0 ? ['styled'] : [])],
          change: { writing: { plus: true, ...(dearer > 0 && { styledNames: who, styledValues: who }) } },
        },
      ],
    ),
  ];
}

function plusDecoded(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** Texts not decoded before they are used. */
function spelledBugs(items: readonly Item[]): Bug[] {
  const isSent: Who = ({ place }) => place === 'query' || place === 'body';
  const bugs: Bug[] = [];
  const add = (names: boolean, values: boolean, cost: number) => {
    const percent = items.find(item => isSent(item) && values && item.rawValue.includes('%'));
    const percentName = items.find(item => isSent(item) && names && item.rawName.includes('%'));
    const plus = items.find(
      item => isSent(item) && ((values && item.rawValue.includes('+')) || (names && item.rawName.includes('+'))),
    );
    bugs.push({
      findings: [
        ...(percent ? [{ code: 'value-double-encoded', detail: percent.name } as const] : []),
        ...(percentName ? [{ code: 'key-double-encoded', detail: percentName.name } as const] : []),
        ...(plus ? [{ code: 'plus-as-literal', detail: plus.name } as const] : []),
      ],
      cost,
      slots: ['twiceValues', 'twiceNames', 'plus'],
      change: {
        read: item =>
          isSent(item)
            ? { ...item, ...(names && { name: item.rawName }), ...(values && { value: item.rawValue }) }
            : item,
      },
    });
  };
  add(true, true, 1.1);
  add(false, true, 1.2);
  add(true, false, 1.2);
  // Names not decoded, values decoded but for the plus: oauth-1.0a.
  const name = items.find(item => isSent(item) && item.rawName.includes('%'));
  const plus = items.find(item => isSent(item) && item.rawValue.includes('+'));
  if (name && plus) {
    bugs.push({
      findings: [
        { code: 'plus-as-literal', detail: plus.name },
        { code: 'key-double-encoded', detail: name.name },
      ],
      cost: 1.4,
      slots: ['twiceNames', 'plus'],
      change: {
        read: item => (isSent(item) ? { ...item, name: item.rawName, value: plusDecoded(item.rawValue) } : item),
      },
    });
  }
  // Copied from the URL into the parameter string.
  const findings = spelledFindings(items.filter(isSent));
  if (findings.length > 0) {
    bugs.push({
      findings,
      cost: 1.8,
      slots: ['raw', 'space', 'reserved', 'hex'],
      change: { writing: { spelled: isSent } },
    });
  }
  return bugs;
}

function spelledFindings(items: readonly Item[]): Finding[] {
  const findings: Finding[] = [];
  const add = (code: CauseCode, isSo: (raw: string) => boolean) => {
    const item = items.find(each => isSo(each.rawValue) || isSo(each.rawName));
    if (item) {
      findings.push({ code, detail: code === 'lowercase-percent-hex' ? undefined : item.name });
    }
  };
  add('space-as-plus', raw => raw.includes('+'));
  add('lowercase-percent-hex', raw => /%(?:[0-9A-F]?[a-f][0-9A-Fa-f]?)/.test(raw));
  add('reserved-chars-unencoded', raw => /[!'()*]/.test(raw));
  add('value-not-encoded', raw => /[^A-Za-z0-9\-._~%+!'()*]/.test(raw));
  return findings;
}

/** `!'()*` left as they are by JavaScript and others, or by some of them; and `/` by Python. */
function reservedBugs(items: readonly Item[], path: string): Bug[] {
  const texts = items.flatMap(({ name, value }) => [name, value]).join('');
  const bugs: Bug[] = [];
  const add = (leave: string, cost: number) => {
    const isAffected: Who = ({ name, value }) => leave.split('').some(character => (name + value).includes(character));
    for (const bug of forEach(items, isAffected, (who, detail, dearer) => [
      reserved(
        detail,
        cost + dearer,
        { writing: { leave, ...(dearer > 0 && { styledNames: who, styledValues: who }) } },
        dearer > 0,
      ),
      reserved(
        detail,
        cost + dearer + 0.1,
        {
          writing: { leave, ...(dearer > 0 && { styledNames: who, styledValues: who }) },
          join: { url: { leave }, parameters: { leave } },
        },
        dearer > 0,
      ),
      ...(dearer > 0
        ? []
        : [
            reserved(detail, cost + 0.3, { writing: { leave, styledNames: nothing } }, true),
            reserved(detail, cost + 0.4, { writing: { leave }, join: { parameters: { leave } } }),
            reserved(detail, cost + 0.4, { writing: { leave }, join: { url: { leave } } }),
          ]),
    ])) {
      bugs.push(bug);
    }
    if (/^[!'()*]+$/.test(leave) && leave.split('').some(character => path.includes(character))) {
      bugs.push(reserved(undefined, cost + 0.2, { join: { url: { leave } } }));
    }
  };
  const present = ['!', "'", '(', ')', '*'].filter(character => (texts + path).includes(character));
  if (present.length > 0) {
    add("!'()*", 1);
    for (const some of subsets(present)) add(some, 1.5);
  }
  for (const more of [
    '/',
    ";,/?:@&=+$#!'()*",
    ";,/?:@&=+$!'()*",
    '/~',
    '@',
    ':',
    ',',
    '/:',
    "@:!$,;'()*/",
    '@*/+',
    '[]',
    '|',
    '$',
    ';',
    '&=',
    '@,:;$/',
    "!'()*[]",
  ]) {
    add(more, 2.5);
  }
  return bugs;
}

function reserved(detail: string | undefined, cost: number, change: Bug['change'], isStyled = false): Bug {
  const isUrlRaw = /[:/]/.test(change.join?.url?.leave ?? '');
  return {
    findings: [
      { code: 'reserved-chars-unencoded', detail },
      ...(isUrlRaw ? [{ code: 'base-string-not-encoded' } as const] : []),
    ],
    cost: cost + (isUrlRaw ? 0.5 : 0),
    slots: ['reserved', ...(isStyled ? ['styled'] : []), ...(isUrlRaw ? ['join'] : [])],
    change,
  };
}

function subsets(characters: readonly string[]): string[] {
  const all = [''];
  for (const character of characters) {
    all.push(...all.map(some => some + character));
  }
  return all.filter(some => some !== '' && some.length < characters.length);
}

/** `%2f`, within the parameters, around them, or both. */
function hexBugs(): Bug[] {
  const lower = { lower: true } as const;
  const bug = (cost: number, change: Bug['change']): Bug => ({
    findings: [{ code: 'lowercase-percent-hex' }],
    cost,
    slots: ['hex'],
    change,
  });
  return [
    bug(1, { writing: lower, join: { url: lower, parameters: lower } }),
    bug(1.1, { join: { url: lower, parameters: lower } }),
    bug(1.1, { writing: lower }),
    bug(1.5, { join: { url: lower } }),
    bug(1.5, { join: { parameters: lower } }),
    bug(1.6, { writing: lower, join: { parameters: lower } }),
    bug(1.8, { writing: lower, join: { url: lower } }),
    bug(2, { writing: { ...lower, styledNames: nothing } }),
  ];
}

function charsetBugs(items: readonly Item[], path: string): Bug[] {
  const isForeign: Who = ({ name, value }) => /[^\x00-\x7f]/.test(name + value);
  const bugs: Bug[] = [];
  for (const [charset, cost] of [
    ['latin1', 1],
    ['mojibake', 1.5],
    ['cp1252', 1.5],
    ['escape', 2],
  ] as const) {
    bugs.push(
      ...forEach(items, isForeign, (who, detail, dearer) => [
        {
          findings: [{ code: 'charset-latin1', detail }],
          cost: cost + dearer,
          slots: ['charset', ...(dearer > 0 ? ['styled'] : [])],
          change: { writing: { charset, ...(dearer > 0 && { styledNames: who, styledValues: who }) } },
        },
      ]),
    );
    const decoded = safelyDecoded(path);
    if (/[^\x00-\x7f]/.test(decoded)) {
      const written = decoded
        .split('/')
        .map(segment => encodeText(segment, { ...correct, charset }))
        .join('/');
      for (const both of [true, false]) {
        bugs.push({
          findings: [{ code: 'charset-latin1' }],
          cost: cost + (both ? 0.1 : 0.3),
          slots: ['charset', 'path'],
          change: { url: { path: written }, ...(both && { writing: { charset } }) },
        });
      }
    }
  }
  // What is not Latin-1 dropped, or in place of it a question mark that is not encoded.
  for (const change of [/[^\x00-\x7f]/gu, /[^\x00-\xff]/gu]) {
    for (const put of ['', '?', '\ufffd']) {
      bugs.push({
        findings: [{ code: 'charset-latin1', detail: items.find(isForeign)?.name }],
        cost: 3,
        slots: ['charset'],
        change: {
          read: item => ({ ...item, name: item.name.replace(change, put), value: item.value.replace(change, put) }),
        },
      });
    }
  }
  return bugs;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
