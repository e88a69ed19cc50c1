const credentials = `Credentials come from NETSUITE_ACCOUNT_ID, NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET, NETSUITE_TOKEN_ID and
NETSUITE_TOKEN_SECRET, or from the file named by --env-file. They are never printed.
`;

/** Of commands that log in. */
const schemes = `With NETSUITE_CLIENT_ID, NETSUITE_CERTIFICATE_ID and NETSUITE_PRIVATE_KEY_FILE (and NETSUITE_OAUTH2_SCOPE, "restlets
rest_webservices" by default) instead of keys and token, calls log in by OAuth 2.0 client credentials.
`;

const general = `tba signs, sends and explains NetSuite calls with token-based authentication and runs a practice account.

  tba sign METHOD URL     prints an Authorization header; many of them with --batch
  tba explain [FILE | -]  says why the signature of a call of another program is wrong
  tba send FILE           sends requests of an .http file, with their variables, chains and checks
  tba practice            runs a practice NetSuite account on this machine
  tba help COMMAND        tells the rest, as COMMAND --help does
  tba --version

${credentials}NETSUITE_BASE_URL stands in for the account's own hosts (the practice account, a gateway); NETSUITE_SIGNED_AS says what
calls to it are signed as: another base URL, or netsuite for NetSuite's own hosts.
NO_COLOR and FORCE_COLOR are heeded; without them there are colours at a terminal only.
Exit status: 0 all well, 1 a request or check failed, 2 usage or unreadable input (nothing was sent), 128 + the signal's
number when it was interrupted (130 for Ctrl-C) or nobody reads its output any more (141).
`;

const commands: Readonly<Record<string, string>> = {
  sign: `tba sign METHOD URL [--content-type TYPE] [--data FORM] [--show] [--env-file FILE]
    Prints the Authorization header; with --show every step on the way to it. A form body is signed too: give its type
    and text. The URL that has to be sent is told on standard error where it is not spelled as it was given.

tba sign --batch
    Signs each line of NDJSON on standard input, one answer a line, in order and at once:
    {id, method, url, contentType?, body?, realm, consumerKey, consumerSecret, token, tokenSecret, nonce, timestamp,
    params?} gives {id, url, baseString, signature, authorization}; params are further header parameters, such as
    oauth_callback. A line that is refused gives {id, error: {code, message}} and does not stop the others.

tba sign --soap --batch
    The same for TokenPassports: {id, account, consumerKey, consumerSecret, token, tokenSecret, nonce, timestamp} gives
    {id, baseString, signature}.

${credentials}`,

  explain: `tba explain [FILE | -] [--method METHOD] [--url URL] [--server-time SECONDS] [--json] [--env-file FILE]
    Says why the signature of a call of another program is wrong: a curl command, a raw HTTP request, a HAR log or
    entry, what Postman's console shows, an Authorization header with method and URL, or a SOAP envelope; from a file,
    or from standard input. With --json as explain --batch answers. Without --server-time a timestamp's age is judged
    by the Date of an answer only, where the text has one. Exit status 1 when something is wrong.
    Of OAuth 2.0 the same for a request for an access token or a call with one, with what was answered (curl -v, HAR),
    or for an assertion or access token alone; {call, scheme, valid, causes, checks} with --json. NETSUITE_CLIENT_ID and
    NETSUITE_CERTIFICATE_ID tell what it should be.

tba explain --batch
    The same for each line of NDJSON on standard input, {id, method, url, contentType?, body?, authorization,
    credentials: {account, consumerKey, consumerSecret, token, tokenSecret}, serverTime?}; the answer is {id, valid,
    causes: [{code, detail?, explanation, fix}], expected: {baseString, signature}}, best cause first.

${credentials}`,

  send: `tba send FILE [--name N | --all] [--env NAME] [--var NAME=VALUE]... [--process-env] [--production]
         [--bail] [--retry-writes] [--repeat N] [--parallel N] [--max-size MB] [--json] [--report junit=FILE]
         [--report json=FILE] [--auth tba | oauth2] [--env-file FILE]
    Sends a request of an .http file: the only one, the one called N, or all in their order, before each the requests
    whose answers it needs ({{login.response.body.$.id}}). Nothing is sent before all is known to be fine that does not
    depend on answers; a request whose answer did not go well stops those that need it.

    --env NAME             environment of http-client.env.json and its private companion; $default without it
    --var NAME=VALUE       wins over the file, environments and .env; what # @prompt asks for is given this way
    --process-env          lets requests read {{$processEnv NAME}}
    --production           sends what may write to a production account, the GET of a RESTlet included
    --bail                 stops after the first request that does not go well
    --retry-writes         makes calls that may write again too, up to twice after a pause, where the account has too
                           many calls at once; others always are
    --repeat N             runs all of it N times, each time with new answers and values
    --parallel N           up to N requests at once, 1 by default and 50 at most, as soon as one login has worked. The
                           account's limit is shared with everything that calls it
    --max-size MB          stops an answer that is larger, 512 by default and at most, and prints what had come of it
    --json                 one object a request, in their order: {name, request: {method, url, headers}, response:
                           {status, headers, body}, timings}; error: {code, message} where no answer came, with
                           truncated: {status, headers, body} where one broke off or was too large, checks:
                           [{check, passed, actual?, error?}] where the request has # @assert, run with --repeat,
                           causes: [{code, certainty, …}] after a login by OAuth 2.0 that was refused
    --report junit=FILE    writes a JUnit report besides, a test case for each request; json=FILE the same objects as
                           --json in one document, with a summary

    --auth tba | oauth2    which scheme logs in, where the environment has credentials of both; tba by default. A
                           request that names one (# @auth oauth2) takes that

    Secret values (private environment, .env, process, secret prompts) are printed as •••, in reports as well.
    A request that names another account (# @account) is refused; # @token is not looked at.
    After a failed login nothing more is sent. Ctrl-C cancels.

${credentials}${schemes}NETSUITE_BASE_URL stands in for the account's own hosts; NETSUITE_SIGNED_AS says what calls to it are signed as.
Exit status: 0 all well, 1 a request or check failed, 2 usage or unreadable input (nothing was sent), 130 Ctrl-C.
`,

  practice: `tba practice [--port N] [--state DIR] [--workspace DIR] [--json]
    Starts the practice account, prints its address and credentials as one JSON line, {baseUrl, account, consumerKey,
    consumerSecret, token, tokenSecret, blocked: {…}}, and runs until interrupted, which is exit status 0. One that runs
    already in the same folder is shared. What a person wants to know is said on standard error, and not with --json.

    --state DIR      where its state is kept; in the home folder by default
    --workspace DIR  a SuiteCloud project whose scripts are its RESTlets (an empty folder is filled with samples); by
                     default one of its own beside its state

Its SuiteQL needs Node.js 22.16 or later; everything else runs on 20.
`,
};

/** What `tba help` prints, or `tba help COMMAND`. */
export function usage(command: string | undefined): string {
  return (command === undefined ? undefined : commands[command]) ?? general;
}
