import { findHostAccounts, soleHostAccount, type HostAccount } from './accountHost.ts';
import type { FindProblem, FindResult, FoundCredentials, FoundNote } from './foundCredentials.ts';
import { readOAuthParameters } from './oauthParameters.ts';
import { credentialsOfHeader } from './readAuthorizationHeader.ts';
import { placeInText, splitCommand, type Shell, type ShellWord } from './shellWords.ts';

const mostUnterminated = 20;

/**
 * Reads the OAuth headers of all curl commands of a text (bash, cmd, PowerShell), and PowerShell's own `Invoke-RestMethod`
 * with its headers in place. The account is the realm's, or the URL's.
 */
export function readCurl(text: string): FindResult {
  const found: FoundCredentials[] = [];
  const problems: FindProblem[] = [];
  const start = /(?<![\w.-])(?:curl(?:\.exe)?|invoke-(?:restmethod|webrequest)|irm|iwr)(?=[\s^`\\])/gi;
  let unterminated = 0;
  for (let match = start.exec(text); match && unterminated < mostUnterminated; match = start.exec(text)) {
    const command = splitCommand(text, start.lastIndex, shellOf(text, match));
    const result = readCommand(command.words);
    found.push(...(result.found ?? []));
    if (result.isPasswordOnly) {
      problems.push({ code: 'password-only', data: { source: 'curl' } });
    }
    if (command.isUnterminated) {
      unterminated++;
      if (result.found) {
        problems.push({ code: 'unterminated-quote', data: { line: lineAt(text, match.index) } });
      }
    } else {
      start.lastIndex = command.end;
    }
  }
  return {
    found,
    problems: found.length > 0 ? problems.filter(({ code }) => code !== 'password-only') : problems.slice(0, 1),
  };
}

/** Told by the sign that ends a continued line, or escapes a quote; bash where there is none. */
function shellOf(text: string, match: RegExpExecArray): Shell {
  if (/^(?:i|irm|iwr)/i.test(match[0])) {
    return 'powershell';
  }
  const end = text.slice(match.index).search(/[^\\^`\s][^\S\r\n]*(?:\r|\n|$)/);
  const command = text.slice(match.index, match.index + Math.min(end < 0 ? Infinity : end + 2, 20_000));
  const first = /[\\^`](?=[^\S\r\n]*[\r\n])|\^"|`"/.exec(command)?.[0];
  return first?.startsWith('^') ? 'cmd' : first?.startsWith('`') ? 'powershell' : 'bash';
}

function readCommand(words: readonly ShellWord[]): { found?: FoundCredentials[]; isPasswordOnly: boolean } {
  const host = soleHostAccount(words.filter(isUrl).flatMap(hostsOf));
  const notes: FoundNote[] = words.some(isPassword) ? [{ code: 'password-present' }] : [];
  const found = words.flatMap(word => {
    const parameters = parametersOf(word);
    const credentials = parameters && credentialsOfHeader(parameters, { source: 'curl', host, notes });
    return credentials ? [credentials] : [];
  });
  return found.length > 0
    ? { found, isPasswordOnly: false }
    : { isPasswordOnly: notes.length > 0 && words.some(word => isUrl(word) && hostsOf(word).length > 0) };
}

function isUrl({ text }: ShellWord): boolean {
  return /^(?:--url=)?(?:https?:\/\/)?[\w.-]+\.netsuite\.com(?:[/:?#]|$)/i.test(text);
}

function hostsOf(word: ShellWord): HostAccount[] {
  return findHostAccounts(word.text.slice(0, 2000)).map(({ value, start, end }) => ({
    value,
    start: placeInText(word, start),
    end: placeInText(word, end - 1) + 1,
  }));
}

/** `-u name:password`, or NLAuth with its password. */
function isPassword({ text, isQuoted }: ShellWord): boolean {
  return (!isQuoted && /^(?:-u\S*|--user(?:=.*)?)$/.test(text)) || /nlauth_signature\s*=/i.test(text);
}

/** The parameters of a word that is an OAuth header, whatever option it stands behind. */
function parametersOf(word: ShellWord) {
  const scheme = /^(?:-H|--header=)?\s*(?:authorization\s*:\s*)?OAuth(?=\s)/i.exec(word.text);
  if (!scheme) {
    return undefined;
  }
  return readOAuthParameters(word.text, scheme[0].length).parameters.map(({ name, value, start, end }) => ({
    name,
    value,
    start: placeInText(word, start),
    end: end > start ? placeInText(word, end - 1) + 1 : placeInText(word, start),
  }));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
