/**
 * How `ScriptData` refuses an operation: it reaches the script as an N/error object with this `name`, which the script
 * may catch. Anything else that is thrown there is a fault of the practice account and ends the call.
 */
export class SuiteScriptError extends Error {
  /** @param name such as RCRD_DSNT_EXIST, INSUFFICIENT_PERMISSION or INVALID_KEY_OR_REF */
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
