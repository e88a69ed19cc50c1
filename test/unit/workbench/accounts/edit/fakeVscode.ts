import { AccountBook } from '../../../../../src/accounts/accountBook.ts';
import type { NewCredential } from '../../../../../src/accounts/newRecords.ts';
import type { AccountIndex, Credential } from '../../../../../src/accounts/records.ts';

/** An input box or quick pick, as far as a person sees it. */
export interface FakeBox {
  title: string;
  value: string;
  password: boolean;
  placeholder: string;
  items: readonly { readonly label: string; readonly kind?: number }[];
  selectedItems: readonly { readonly label: string }[];
  validationMessage: { readonly message: string } | undefined;
  readonly fire: (event: 'accept' | 'hide' | 'value' | 'button') => void;
}

/** What a person does, in order: with each box, with each modal question, and which commands that set off. */
export const person = {
  isTrusted: true,
  boxes: [] as ((box: FakeBox) => void)[],
  modals: [] as (string | undefined)[],
  toasts: [] as (string | undefined)[],
  /** Done while a modal question stands. */
  whileAsked: undefined as (() => Promise<unknown>) | undefined,
  told: [] as string[],
  ran: [] as unknown[][],
  opened: [] as string[],
  /** The buttons of the message that came last. */
  offered: [] as string[],
};

export function newPerson(): void {
  Object.assign(person, {
    isTrusted: true,
    boxes: [],
    modals: [],
    toasts: [],
    whileAsked: undefined,
    told: [],
    ran: [],
    opened: [],
    offered: [],
  });
}

/** Enters a text; one that is refused leaves. */
export const enter =
  (text: string, seen?: (box: FakeBox) => void) =>
  (box: FakeBox): void => {
    box.value = text;
    box.fire('value');
    seen?.(box);
    box.fire('accept');
    box.fire('hide');
  };

export const pick =
  (label: string) =>
  (box: FakeBox): void => {
    box.selectedItems = box.items.filter(item => item.label === label && item.kind === undefined);
    box.fire('accept');
    box.fire('hide');
  };

export const accept = (box: FakeBox): void => box.fire('accept');

function makeBox(): FakeBox {
  const heard = new Map<string, () => void>();
  const on = (event: string) => (listener: () => void) => {
    heard.set(event, listener);
    return { dispose: () => undefined };
  };
  const box = {
    title: '',
    value: '',
    password: false,
    placeholder: '',
    items: [],
    selectedItems: [],
    validationMessage: undefined,
    fire: (event: string) => heard.get(event)?.(),
    onDidAccept: on('accept'),
    onDidHide: on('hide'),
    onDidTriggerButton: on('button'),
    onDidChangeValue: on('value'),
    hide: () => undefined,
    dispose: () => undefined,
    show: () => queueMicrotask(() => (person.boxes.shift() ?? (left => left.fire('hide')))(box)),
  };
  return box;
}

const tell = async (message: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
  const [first] = rest;
  const detail = typeof first === 'object' && first !== null && 'detail' in first ? String(first.detail) : undefined;
  person.told.push(detail === undefined ? message : `${message} ${detail}`);
  person.offered = rest.filter(each => typeof each === 'string');
  if (detail !== undefined) {
    await person.whileAsked?.();
  }
  const answer = (detail === undefined ? person.toasts : person.modals).shift();
  if (answer !== undefined && !person.offered.includes(answer)) {
    throw new Error(`“${answer}” is not offered: ${message}`);
  }
  return answer;
};

/** A VS Code just large enough for the commands. */
export const fakeVscode = {
  l10n: {
    t: (message: string, ...values: unknown[]) =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  ThemeIcon: Object,
  ThemeColor: Object,
  ColorThemeKind: {},
  DataTransferItem: class {
    readonly value: unknown;
    constructor(value: unknown) {
      this.value = value;
    }
    asString() {
      return Promise.resolve(String(this.value));
    }
  },
  QuickPickItemKind: { Separator: -1 },
  QuickInputButtons: { Back: {} },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  ProgressLocation: { Notification: 15 },
  Uri: { parse: (text: string) => text },
  env: { openExternal: (uri: string) => Promise.resolve(person.opened.push(uri) > 0) },
  commands: { executeCommand: (...call: unknown[]) => Promise.resolve(void person.ran.push(call)) },
  workspace: {
    get isTrusted() {
      return person.isTrusted;
    },
    getConfiguration: () => ({ get: (_: string, otherwise?: unknown) => otherwise }),
    onDidChangeConfiguration: () => ({ dispose: () => undefined }),
  },
  window: {
    activeColorTheme: { kind: 1 },
    createInputBox: makeBox,
    createQuickPick: makeBox,
    showInformationMessage: tell,
    showWarningMessage: tell,
    showErrorMessage: tell,
    showQuickPick: (items: FakeBox['items'], options: { title: string; placeHolder: string }) => {
      const box = { ...makeBox(), items, title: options.title, placeholder: options.placeHolder };
      (person.boxes.shift() ?? (() => undefined))(box);
      return Promise.resolve(box.selectedItems);
    },
    withProgress: (_: unknown, work: (progress: unknown, token: unknown) => unknown) =>
      work({ report: () => undefined }, { onCancellationRequested: () => undefined }),
  },
};

export const secrets = {
  consumerKey: '1a'.repeat(32),
  consumerSecret: '2b'.repeat(32),
  token: '3c'.repeat(32),
  tokenSecret: '4d'.repeat(32),
};

export const log = { hide: () => undefined, info: () => undefined, error: () => undefined };

/** A book with one token, and what it keeps. */
export async function bookWith(
  changes: Partial<NewCredential> = {},
): Promise<{ book: AccountBook; entries: Map<string, string>; index: () => AccountIndex } & Credential> {
  let stored: unknown;
  let ids = 0;
  let now = 1000;
  const entries = new Map<string, string>();
  const book = new AccountBook(
    { read: () => stored, write: index => Promise.resolve(void (stored = structuredClone(index))) },
    {
      get: key => Promise.resolve(entries.get(key)),
      store: (key, value) => Promise.resolve(void entries.set(key, value)),
      delete: key => Promise.resolve(void entries.delete(key)),
      keys: () => Promise.resolve([...entries.keys()]),
    },
    () => `id${++ids}`,
    () => ++now,
  );
  const credential = await book.add({
    accountName: 'Acme',
    accountId: '1234567',
    applicationName: 'Orders hub',
    tokenName: 'Token 3c…3c',
    secrets,
    ...changes,
  });
  return { book, entries, index: () => book.index(), ...credential };
}
