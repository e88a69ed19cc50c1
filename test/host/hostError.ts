import { CodedError } from '../../src/codedError.ts';

/** A failure of the tooling itself, with the text that a contributor reads in the terminal. */
export class HostError extends CodedError {
  constructor(code: string, explanation: string, options: { cause?: unknown } = {}) {
    super(code, { explanation }, options);
    this.message = explanation;
  }
}
