import type { CodeCall, CodeLanguage } from './codeCall.ts';
import { writeCsharpCode } from './csharpCode.ts';
import { writeCurlScript } from './curlScript.ts';
import { writeJavaCode } from './javaCode.ts';
import { writeNodeCode } from './nodeCode.ts';
import { writePhpCode } from './phpCode.ts';
import { writePythonCode } from './pythonCode.ts';
import { writeSuiteScriptOther } from './suiteScriptOther.ts';
import { writeSuiteScriptSame } from './suiteScriptSame.ts';

/** A language as it is offered. */
export interface CodeTarget {
  readonly id: CodeLanguage;
  readonly label: string;
  /** VS Code's language id for the code. */
  readonly languageId: string;
  /** Whether our tests run the code against the practice account; elsewhere only its structure is checked. */
  readonly isRunInTests: boolean;
}

/** In the order in which they are offered. */
export const codeLanguages: readonly CodeTarget[] = [
  { id: 'curl', label: 'curl and openssl (shell script)', languageId: 'shellscript', isRunInTests: true },
  { id: 'node', label: 'Node.js', languageId: 'javascript', isRunInTests: true },
  { id: 'python', label: 'Python (requests)', languageId: 'python', isRunInTests: true },
  { id: 'php', label: 'PHP (curl)', languageId: 'php', isRunInTests: true },
  { id: 'csharp', label: 'C# (HttpClient)', languageId: 'csharp', isRunInTests: false },
  { id: 'java', label: 'Java (java.net.http)', languageId: 'java', isRunInTests: false },
  { id: 'suitescript-same', label: 'SuiteScript in the same account', languageId: 'javascript', isRunInTests: false },
  { id: 'suitescript-other', label: 'SuiteScript in another account', languageId: 'javascript', isRunInTests: false },
];

const writers: Readonly<Record<CodeLanguage, (call: CodeCall) => string>> = {
  curl: writeCurlScript,
  node: writeNodeCode,
  python: writePythonCode,
  csharp: writeCsharpCode,
  php: writePhpCode,
  java: writeJavaCode,
  'suitescript-same': writeSuiteScriptSame,
  'suitescript-other': writeSuiteScriptOther,
};

/**
 * Writes a call as code that signs, or logs in by OAuth 2.0, by itself when it is run, with credentials from environment
 * variables; the code holds no credential, signature or token.
 *
 * @throws CodedError `code-not-possible` (data: language, reason as CodeObstacle, and name or method), `header-refused`
 *   and `header-invalid` (data: name), `method-invalid`, `text-not-unicode`, `url-invalid`, `url-userinfo`,
 *   `form-not-utf8`
 */
export function writeCode(language: CodeLanguage, call: CodeCall): string {
  return writers[language](call);
}
