import { Answers as AnswersOf } from '../../../exchange/answers.ts';
import { stepOf, type Step } from './step.ts';

/** The answers of this window, by document and name, for the requests that refer to them. */
export class Answers extends AnswersOf<Step> {
  constructor() {
    super({
      fileOf: ({ document }) => document.uri.toString(),
      beside: ({ document, file }, request) => stepOf(document, file, request),
    });
  }
}
