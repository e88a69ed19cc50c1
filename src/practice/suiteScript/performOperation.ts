import type { AnswerMessage, Operation, Results } from './messages.ts';
import type { ScriptData } from './port.ts';
import { SuiteScriptError } from './suiteScriptError.ts';

/**
 * What a script asks of the account, done, or refused in a way that the script may catch. Rejects with anything else
 * that `data` threw.
 */
export async function performOperation(data: ScriptData, operation: Operation): Promise<AnswerMessage> {
  try {
    return { ok: true, value: await perform(data, operation) };
  } catch (error) {
    if (error instanceof SuiteScriptError) {
      return { ok: false, name: error.name, message: error.message };
    }
    throw error;
  }
}

async function perform(data: ScriptData, operation: Operation): Promise<Results[keyof Results]> {
  switch (operation.kind) {
    case 'load':
      return data.loadRecord(operation.type, operation.id);
    case 'save':
      return data.saveRecord(operation.type, operation.id, operation.fields, operation.sublists);
    case 'delete':
      return data.deleteRecord(operation.type, operation.id);
    case 'search':
      return data.searchRecords(operation.type);
    case 'query':
      return data.runSuiteQl(operation.query, operation.params);
    case 'log':
      await data.log(operation.row);
      return null;
  }
}
