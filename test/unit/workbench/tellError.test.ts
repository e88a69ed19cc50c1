import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../../src/codedError.ts';
import { tellError, tellErrorLine } from '../../../src/workbench/tellError.ts';
import { newPerson, person } from './accounts/edit/fakeVscode.ts';

vi.mock('vscode', async () => (await import('./accounts/edit/fakeVscode.ts')).fakeVscode);

/** As a request file may say it: `# @account [x](command:workbench.action.quit) $(gear)`. */
const hostile = '[x](command:workbench.action.quit) $(gear)';

beforeEach(newPerson);

describe('an error that is told', () => {
  it.each([
    ['alone', (error: Error) => tellError(error)],
    ['beside other buttons', (error: Error) => tellErrorLine(error, 'Again')],
  ])('makes no links and icons of what it quotes, %s', async (_, tell) => {
    await tell(new CodedError('account-unknown', { account: hostile }));
    expect(person.told).toEqual([expect.stringContaining('command:workbench.action.quit')]);
    expect(person.told[0]).not.toMatch(/\]\(|\$\(/);
  });

  it('offers the step that helps most', async () => {
    person.toasts = ['Edit Secret…'];
    await tellError(new CodedError('secret-missing'));
    expect(person.ran).toEqual([['netsuiteTba.enterSecret']]);
  });
});
