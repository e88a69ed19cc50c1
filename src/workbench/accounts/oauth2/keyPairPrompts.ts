import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isCoded } from '../../../codedError.ts';
import { longestCommonName, readCommonName } from '../../../oauth2/certificateName.ts';
import type { KeyKind } from '../../../oauth2/keyKinds.ts';
import { makeCertificate, type KeyPair } from '../../../oauth2/makeCertificate.ts';
import { readKeyPair } from '../../../oauth2/readKeyPair.ts';
import { errorLine } from '../../errorText.ts';
import { askChoice, askText, errorRemark, runWizard, type Place, type Remark, type StepResult } from '../../wizard.ts';
import { alone } from '../edit/pickRecord.ts';

/** What is asked before a pair is made. */
export interface KeyWish {
  readonly kind: KeyKind;
  readonly commonName: string;
  readonly days: number;
}

type Step = (wish: KeyWish, place: Place) => Promise<StepResult<KeyWish>>;

/** Asks what kind of key, for whom, and for how long. */
export function askKeyWish(title: string, commonName: string): Promise<KeyWish | undefined> {
  const steps: readonly Step[] = [
    async (wish, place) => set(wish, 'kind', await askKind(place)),
    async (wish, place) => set(wish, 'commonName', await askCommonName(place, wish.commonName)),
    async (wish, place) => set(wish, 'days', await askDays(place)),
  ];
  const start: KeyWish = {
    kind: 'ec-p256',
    commonName: Array.from(commonName).slice(0, longestCommonName).join(''),
    days: 730,
  };
  return runWizard(
    start,
    steps.map(ask => (wish: KeyWish, step: number) => ask(wish, { title, step, total: steps.length })),
  );
}

function askKind(place: Place): Promise<StepResult<KeyKind>> {
  return askChoice<KeyKind>(place, vscode.l10n.t('What kind of key?'), [
    {
      label: vscode.l10n.t('Elliptic curve P-256'),
      description: 'ES256',
      detail: vscode.l10n.t('Short and quick. Take it unless something else has to use the key.'),
      value: 'ec-p256',
    },
    { label: vscode.l10n.t('RSA, {0} bits', 3072), description: 'PS256', value: 'rsa-3072' },
    { label: vscode.l10n.t('RSA, {0} bits', 4096), description: 'PS256', value: 'rsa-4096' },
  ]);
}

function askCommonName(place: Place, value: string): Promise<StepResult<string>> {
  return askText(place, {
    prompt: vscode.l10n.t('Name in the certificate, which NetSuite shows in its list'),
    value,
    check: reviewCommonName,
  });
}

function reviewCommonName(text: string): Remark | undefined {
  try {
    readCommonName(text);
    return undefined;
  } catch (error) {
    return errorRemark(errorLine(error));
  }
}

function askDays(place: Place): Promise<StepResult<number>> {
  const until = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
  return askChoice(
    place,
    vscode.l10n.t('For how long? You are told in time, and a new one has to be mapped then.'),
    [
      { label: vscode.l10n.t('Two years'), detail: vscode.l10n.t('The longest that NetSuite takes.'), value: 730 },
      { label: vscode.l10n.t('One year'), value: 365 },
      { label: vscode.l10n.t('90 days'), value: 90 },
    ].map(item => ({ ...item, description: vscode.l10n.t('until {0}', until(item.value)) })),
  );
}

function set<K extends keyof KeyWish>(wish: KeyWish, key: K, result: StepResult<KeyWish[K]>): StepResult<KeyWish> {
  return result.kind === 'next' ? { kind: 'next', value: { ...wish, [key]: result.value } } : result;
}

/** Makes the pair; a long RSA key takes seconds. */
export async function makePair({ kind, commonName, days }: KeyWish): Promise<KeyPair> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Making the key pair…') },
    () => makeCertificate({ commonName, kind, days, now: Date.now(), serial: randomBytes(16) }),
  );
}

/** Asks for PEM files, and for a passphrase where the key needs one; undefined when the person left. */
export async function importPair(title: string): Promise<KeyPair | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Private key and certificate, in one file or two'),
    openLabel: vscode.l10n.t('Import'),
    canSelectMany: true,
    filters: {
      [vscode.l10n.t('Keys and certificates in PEM')]: ['pem', 'key', 'crt', 'cer'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  if (!files || files.length === 0) {
    return undefined;
  }
  const contents = await Promise.all(files.map(file => vscode.workspace.fs.readFile(file)));
  const texts = contents.map(bytes => new TextDecoder('latin1').decode(bytes));
  try {
    return readKeyPair(texts, Date.now());
  } catch (error) {
    if (!isCoded(error, 'private-key-encrypted')) {
      throw error;
    }
  }
  return decryptPair(title, files.map(file => basename(file.path)).join(', '), passphrase =>
    readKeyPair(texts, Date.now(), passphrase),
  );
}

/** Each passphrase is tried once, when it has been typed: trying one takes a moment. */
async function decryptPair(
  title: string,
  name: string,
  read: (passphrase: string) => KeyPair,
): Promise<KeyPair | undefined> {
  let wrong: { readonly passphrase: string; readonly why: string } | undefined;
  for (;;) {
    const refused = wrong;
    const asked = await askText(alone(title), {
      prompt: vscode.l10n.t('Passphrase of the private key in {0}. It is used now and not kept.', name),
      value: refused?.passphrase ?? '',
      masked: true,
      check: text => (refused && text === refused.passphrase ? errorRemark(refused.why) : undefined),
    });
    if (asked.kind !== 'next') {
      return undefined;
    }
    try {
      return read(asked.value);
    } catch (error) {
      if (!isCoded(error, 'private-key-passphrase')) {
        throw error;
      }
      wrong = { passphrase: asked.value, why: errorLine(error) };
    }
  }
}
