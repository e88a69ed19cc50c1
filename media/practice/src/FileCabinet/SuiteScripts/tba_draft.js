/**
 * Nobody outside NetSuite can call this: its deployment is in status Testing. Change TESTING to RELEASED in
 * customscript_tba_draft.xml, save, and call it again.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define([], () => ({ get: () => 'You released it.' }));
