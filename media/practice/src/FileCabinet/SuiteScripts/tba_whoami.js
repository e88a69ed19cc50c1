/**
 * Tells who calls, and in what role. Only administrators may: see the audience in customscript_tba_whoami.xml.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/runtime'], runtime => {
  const get = () => {
    const { id, name, email, role, roleId } = runtime.getCurrentUser();
    const { accountId, envType, executionContext } = runtime;
    return JSON.stringify({ id, name, email, role, roleId, accountId, envType, executionContext });
  };

  return { get };
});
