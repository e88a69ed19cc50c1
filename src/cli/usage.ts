/** What `tba help` prints. */
export const usage = `tba signs, sends and explains NetSuite calls with token-based authentication and runs a practice account.

  tba sign METHOD URL [--content-type TYPE] [--data FORM] [--show] [--env-file FILE]
      Prints the Authorization header; with --show every step on the way to it.
  tba sign --batch
      Signs each line of NDJSON on standard input, one answer a line.
  tba sign --soap --batch
      The same for SOAP TokenPassports.
  tba explain [FILE | -] [--method METHOD] [--url URL] [--server-time SECONDS] [--json] [--env-file FILE]
      Says why the signature of a call of another program is wrong: a curl command, a raw HTTP request, a HAR log or entry,
      what Postman's console shows, an Authorization header with method and URL, or a SOAP envelope; from a file, or from
      standard input. With --json as explain --batch answers. Without --server-time a timestamp's age is judged by the Date
      of an answer only, where the text has one.
  tba explain --batch
      The same for each line of NDJSON on standard input, {id, method, url, contentType?, body?, authorization,
      credentials: {account, consumerKey, consumerSecret, token, tokenSecret}, serverTime?}.
  tba send FILE [--name N | --all] [--env NAME] [--var NAME=VALUE]... [--process-env] [--bail] [--json] [--production]
           [--env-file FILE]
      Sends a request of an .http file: the only one, the one called N, or all in their order, before each the requests
      whose answers it needs ({{login.response.body.$.id}}). Nothing is sent before all is known to be fine that does
      not depend on answers; a request whose answer did not go well stops those that need it.
      Prints status, failed checks and body; with --json one object a request, {name, request: {method, url, headers},
      response: {status, headers, body}, timings}, with error: {code, message} where no answer came, and checks:
      [{check, passed, actual?, error?}] where the request has # @assert.
      Variables come from --var, the file, the environment NAME of http-client.env.json and its private companion
      ($default without --env), and .env; $processEnv only with --process-env. What # @prompt asks for is given with
      --var. Secret values (private environment, .env, process, secret prompts) are printed as •••.
      --bail stops after the first request that does not go well.
      A request that names another account (# @account) is refused; # @token is not looked at.
      What may write to a production account, the GET of a RESTlet included, is sent with --production only.
      After a failed login nothing more is sent. Ctrl-C cancels.
  tba practice [--port N] [--state DIR] [--workspace DIR] [--json]
      Starts the practice account, prints its address and credentials as one JSON line, runs until interrupted. Its
      RESTlets are the scripts of the workspace, a SuiteCloud project (an empty folder is filled with samples); without
      one, of its own beside its state.
  tba --version

Credentials come from NETSUITE_ACCOUNT_ID, NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID and
NETSUITE_TOKEN_SECRET, or from the file named by --env-file. They are never printed.
NETSUITE_BASE_URL stands in for the account's own hosts (the practice account, a gateway); NETSUITE_SIGNED_AS says what
calls to it are signed as: another base URL, or netsuite for NetSuite's own hosts.
Exit status: 0 all well, 1 a request or check failed, 2 usage or unreadable input (nothing was sent).
`;
