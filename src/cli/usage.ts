/** What `tba help` prints. */
export const usage = `tba signs NetSuite calls with token-based authentication and runs a practice account.

  tba sign METHOD URL [--content-type TYPE] [--data FORM] [--show] [--env-file FILE]
      Prints the Authorization header; with --show every step on the way to it.
  tba sign --batch
      Signs each line of NDJSON on standard input, one answer a line.
  tba sign --soap --batch
      The same for SOAP TokenPassports.
  tba practice [--port N] [--state DIR] [--workspace DIR] [--json]
      Starts the practice account, prints its address and credentials as one JSON line, runs until interrupted. Its
      RESTlets are the scripts of the workspace, a SuiteCloud project (an empty folder is filled with samples); without
      one, of its own beside its state.
  tba --version

Credentials come from NETSUITE_ACCOUNT_ID, NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID and
NETSUITE_TOKEN_SECRET, or from the file named by --env-file. They are never printed.
Exit status: 0 all well, 1 something failed, 2 usage or unreadable input.
`;
