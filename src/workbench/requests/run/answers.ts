import type * as vscode from 'vscode';
import { Answers as AnswersOf } from '../../../exchange/values/answers.ts';
import { stepAs, stepOf, type Step } from './step.ts';

/** The answers of this window, by document and name, for the requests that refer to them. */
export class Answers extends AnswersOf<Step> {
  /** @param contextOf names whom the requests of a document are sent as, and in which environment, as things are */
  constructor(contextOf: (document: vscode.TextDocument) => string) {
    super({
      fileOf: ({ document, credential }) =>
        [document.uri.toString(), contextOf(document), credential?.token.id ?? ''].join(' '),
      beside: ({ document, file, credential, staysInAccount }, request) => {
        const step = stepOf(document, file, request);
        return credential ? stepAs(step, credential, staysInAccount) : step;
      },
    });
  }
}
