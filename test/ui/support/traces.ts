// Everything that a window shows over time, and everything that its page keeps.
import { createDecipheriv } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/**
 * All texts below a node: text and comments, attributes, what stands in boxes, shadow trees too. Each shadow tree and the
 * document also as one text, since what is highlighted is cut into pieces.
 */
const readTexts = `(root => {
  const texts = [];
  const visit = node => {
    if (node.data !== undefined) texts.push(node.data);
    for (const { value } of node.attributes ?? []) texts.push(value);
    if (typeof node.value === 'string') texts.push(node.value);
    if (node.shadowRoot) {
      texts.push(node.shadowRoot.textContent);
      visit(node.shadowRoot);
    }
    node.childNodes.forEach(visit);
  };
  texts.push(root.textContent ?? '');
  visit(root);
  return texts.filter(text => text !== '').join('\\n');
})`;

/** Keeps whatever comes into the page, however short it stays there: toasts, lists, hovers. */
const watch = `(() => {
  const readTexts = ${readTexts};
  globalThis.shownTexts = [];
  const keep = text => text && globalThis.shownTexts.push(text);
  new MutationObserver(records => {
    for (const { type, target, attributeName, addedNodes } of records) {
      if (type === 'characterData') keep(target.data);
      if (type === 'attributes') keep(target.getAttribute(attributeName));
      addedNodes.forEach(node => keep(readTexts(node)));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})()`;

export type Watch = {
  /**
   * All that came into the window since the last time and all that is in it now, panels and the values of boxes
   * included, with addresses asked for and what went to the browser's console. To be called while no box is open in
   * which a secret stands.
   */
  readonly read: () => Promise<string>;
};

/** Watches a window from now on; a page that is loaded anew is not watched any more. */
export async function watchWindow(page: Page): Promise<Watch> {
  const told: string[] = [];
  page.on('console', message => told.push(message.text()));
  page.context().on('request', request => told.push(request.url()));
  await page.evaluate(watch);
  return {
    read: async () => {
      const texts = told.splice(0);
      texts.push(await page.evaluate<string>(`globalThis.shownTexts.splice(0).join('\\n')`));
      for (const frame of page.frames()) {
        // A panel's frame may be on its way out.
        texts.push(await frame.evaluate<string>(`${readTexts}(document)`).catch(() => ''));
      }
      return texts.join('\n');
    },
  };
}

/**
 * Reads arguments and environments of the processes of this machine, as far as they may be read; nothing where there is no
 * /proc. Each answer holds what no earlier one held, so that it can be asked often, for children that live shortly.
 */
export function watchProcesses(): () => Promise<string> {
  const known = new Set<string>();
  return async () => {
    const processes = await readdir('/proc').catch(() => []);
    const texts = processes
      .filter(name => /^\d+$/.test(name))
      .flatMap(name => ['cmdline', 'environ'].map(file => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '')));
    const fresh = (await Promise.all(texts)).filter(text => !known.has(text));
    fresh.forEach(text => known.add(text));
    return fresh.join('\n');
  };
}

/** What the page's origin keeps in the browser, secrets aside: VS Code's settings, state, history, logs and backups. */
export async function browserStorage(page: Page): Promise<string> {
  const kept = await page.evaluate<string>(`(async () => {
    const done = request => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const texts = [];
    const add = value => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) texts.push(new TextDecoder().decode(value));
      else if (value instanceof Map) value.forEach((each, key) => { add(key); add(each); });
      else if (value !== null && typeof value === 'object') Object.entries(value).flat().forEach(add);
      else texts.push(String(value));
    };
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(records.getAllKeys()), done(records.getAll())]);
        [name, store, ...keys, ...values].forEach(add);
      }
      database.close();
    }
    for (const storage of [localStorage, sessionStorage]) {
      Object.entries(storage).filter(([key]) => key !== 'secrets.provider').flat().forEach(add);
    }
    return texts.join('\\n');
  })()`);
  return `${kept}\n${JSON.stringify(await page.context().cookies())}`;
}

/**
 * SecretStorage's own store in the served VS Code, opened as VS Code opens it: in localStorage lie half a key (32 bytes),
 * a nonce (12 bytes) and AES-256-GCM with its tag (16 bytes), in base64; the other half of the key is the server's.
 */
export async function openSecretStore({ page, server }: Workbench): Promise<string> {
  const stored = await page.evaluate<string>("localStorage.getItem('secrets.provider') ?? ''");
  const bytes = Buffer.from(stored, 'base64');
  const serverHalf = await readFile(join(server.dataFolder, 'mint-key'));
  const key = bytes.subarray(0, 32).map((byte, at) => byte ^ (serverHalf[at] ?? 0));
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(32, 44)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(44, -16)), decipher.final()]).toString();
}
