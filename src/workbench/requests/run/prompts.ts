import * as vscode from 'vscode';
import type { LayerValue, LayerValues } from '../../../exchange/values/layeredLookup.ts';
import { promptsOf } from '../../../requests/parse/directives.ts';
import type { Step } from './step.ts';

/** Asks for what `# @prompt` wants. What was typed last is offered again, unless its name says that it is a secret. */
export class Prompts {
  readonly #typed = new Map<string, string>();

  /**
   * Asks once for each name, however many of the steps want it.
   *
   * @returns the answers by name; undefined when the person left
   */
  async ask(steps: readonly Step[]): Promise<LayerValues | undefined> {
    const answers = new Map<string, LayerValue>();
    for (const { request, title } of steps) {
      for (const { name, description, secret } of promptsOf(request)) {
        if (answers.has(name)) {
          continue;
        }
        const value = await vscode.window.showInputBox({
          title,
          prompt: description === '' ? name : `${name}: ${description}`,
          value: this.#typed.get(name) ?? '',
          password: secret,
          ignoreFocusOut: true,
        });
        if (value === undefined) {
          return undefined;
        }
        answers.set(name, { value, secret });
        if (!secret) {
          this.#typed.set(name, value);
        }
      }
    }
    return answers;
  }
}
