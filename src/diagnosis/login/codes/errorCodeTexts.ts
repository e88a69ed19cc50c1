import type { Source } from '../explanation.ts';
import { assumed, documented, reported, restErrors, restletErrors } from '../sources.ts';

/** What is said of an error code or a status; plain English. */
export interface ErrorCodeText {
  readonly meaning: string;
  /** One thing to do first. */
  readonly fix: string;
  readonly source: Source;
  /** The login failed: there is more to say about why. */
  readonly isLogin?: true;
}

const login: Pick<ErrorCodeText, 'fix' | 'isLogin'> = {
  fix: 'Ask why the login failed, or look at the Detail column of the Login Audit Trail.',
  isLogin: true,
};
/** Of a call with an access token, whatever the code: the same for every reason. */
export const refusedToken: ErrorCodeText = {
  meaning: 'The access token was not taken. NetSuite says no more to the caller, whatever the reason.',
  ...login,
  source: documented('subsect_158521885412'),
};

const busyFix = 'Wait a moment and try again, signed anew; send fewer calls at once.';
const usageFix = 'Do less in one call: fewer records, searches in pages, or a Map/Reduce script for bulk work.';
const supportFix = 'Try again once; if it stays, give the Error ID of the message to NetSuite’s support.';

/** Codes that mean the same wherever they come from, and those of scripts. */
export const scriptCodes: Readonly<Record<string, ErrorCodeText>> = {
  SSS_INVALID_SCRIPTLET_ID: {
    meaning:
      'There is no RESTlet to be called with this script and deploy: one of them is wrong, the deployment is not deployed or not Released, or, as is reported, the caller’s role is outside its audience.',
    fix: 'Compare script and deploy with the deployment, then its Status and its Audience.',
    source: restletErrors,
  },
  SSS_MISSING_REQD_ARGUMENT: {
    meaning: 'The script, or a function that it called, was called without an argument that it needs.',
    fix: 'Look at the message for its name, and at the parameters of the call; script and deploy must be among them.',
    source: documented('section_0618021129'),
  },
  SSS_REQUEST_LIMIT_EXCEEDED: {
    meaning: 'The account has as many calls at once as it may; RESTlets, REST and SOAP share one limit.',
    fix: busyFix,
    source: documented('bridgehead_1525252812'),
  },
  SSS_TIME_LIMIT_EXCEEDED: {
    meaning: 'The script ran longer than a RESTlet may: 300 seconds.',
    fix: usageFix,
    source: documented('section_161591009480'),
  },
  SSS_USAGE_LIMIT_EXCEEDED: {
    meaning: 'The script used more than the 5,000 usage units of a RESTlet.',
    fix: usageFix,
    source: reported('https://riptutorial.com/netsuite/topic/7227'),
  },
  SCRIPT_EXECUTION_USAGE_LIMIT_EXCEEDED: {
    meaning: 'The script used up its usage units; a name from SuiteScript 1.0.',
    fix: usageFix,
    source: assumed,
  },
  SSS_REQUEST_TIME_EXCEEDED: {
    meaning: 'A call that the script itself made to another server took too long; the call of the RESTlet did not.',
    fix: 'Look at what the script calls with N/https, and at how long that takes.',
    source: assumed,
  },
  INVALID_RETURN_DATA_FORMAT: {
    meaning: 'What the script returned does not fit the Content-Type of the call.',
    fix: 'Return a string for text/plain, and an object or a string of JSON for application/json.',
    source: restletErrors,
  },
  RCRD_DSNT_EXIST: {
    meaning: 'The record that the script asked for does not exist, or the role may not see it.',
    fix: 'Check type and internal ID, and whether they are of this account.',
    source: assumed,
  },
  USER_ERROR: {
    meaning: 'NetSuite refused what was to be saved or asked, as it would on its own pages; the message says what.',
    fix: 'Read the message: a field is missing, has a wrong value, or a workflow or script forbids it.',
    source: assumed,
  },
  INSUFFICIENT_PERMISSION: {
    meaning: 'The login was good; the role lacks a permission for what was to be read or changed.',
    fix: 'Add the permission of that record or feature to the role of the token.',
    source: assumed,
  },
  UNEXPECTED_ERROR: {
    meaning: 'NetSuite failed, or a script threw something that is no error of NetSuite’s.',
    fix: supportFix,
    source: restletErrors,
  },
};

/** Codes of RESTlets and of the endpoints about tokens. */
export const restletCodes: Readonly<Record<string, ErrorCodeText>> = {
  INVALID_LOGIN_ATTEMPT: {
    meaning:
      'The login failed: nonce, key, token, signature, user or role. NetSuite says no more to the caller, whatever it is.',
    ...login,
    source: restletErrors,
  },
  INVALID_REQUEST: {
    meaning:
      'The request made no sense to NetSuite: the form of the Authorization header, the signature method, the version or the timestamp.',
    fix: 'Check that values are quoted, the method is HMAC-SHA256, the version 1.0, and the clock right; a GET has no body.',
    isLogin: true,
    source: restletErrors,
  },
  INVALID_LOGIN_CREDENTIALS: {
    meaning: 'A login with user and password (NLAuth) failed; a signature was not what NetSuite looked at.',
    fix: 'Send an Authorization header that begins with OAuth.',
    isLogin: true,
    source: restletErrors,
  },
  TWO_FA_REQD: {
    meaning: 'The role needs a second factor, which this way of logging in cannot give.',
    fix: 'Log in with a token, which may be used with such roles.',
    isLogin: true,
    source: restletErrors,
  },
};

/** Codes of REST web services. */
export const restCodes: Readonly<Record<string, ErrorCodeText>> = {
  INVALID_LOGIN: {
    meaning: 'The login failed. NetSuite says no more to the caller, whatever the reason.',
    ...login,
    source: restErrors,
  },
  INVALID_CONTENT: {
    meaning: 'The body cannot be read: no JSON, an unknown field, or a value of another type.',
    fix: 'Look at o:errorPath for the place, and at the record’s metadata for names and types.',
    source: restErrors,
  },
  INVALID_REQUEST: {
    meaning: 'The request cannot be understood: a header, a parameter, or the form of the signature.',
    fix: 'Look at o:errorQueryParam or o:errorHeader; without them check signature method, version and clock.',
    source: restErrors,
  },
  NONEXISTENT_ID: {
    meaning: 'There is no record with this ID.',
    fix: 'Check type and internal ID, and whether they are of this account.',
    source: restErrors,
  },
  CONCURRENCY_LIMIT_EXCEEDED: {
    meaning: 'The account has as many calls at once as it may; RESTlets, REST and SOAP share one limit.',
    fix: busyFix,
    source: restErrors,
  },
  UNEXPECTED_ERROR: { meaning: 'NetSuite failed.', fix: supportFix, source: restErrors },
};

/** Codes of SOAP faults. */
export const soapCodes: Readonly<Record<string, ErrorCodeText>> = {
  INVALIDCREDENTIALSFAULT: {
    meaning: 'The login with the TokenPassport failed. NetSuite says no more to the caller, whatever the reason.',
    ...login,
    source: reported('netsuitephp/netsuite-php#171'),
  },
  WS_REQUEST_BLOCKED: {
    meaning: 'The account has as many calls at once as it may; RESTlets, REST and SOAP share one limit.',
    fix: busyFix,
    source: documented('bridgehead_1500275603'),
  },
  WS_FEATURE_REQD: {
    meaning: 'The feature SOAP Web Services is not enabled in this account.',
    fix: 'Enable it under Setup > Company > Enable Features > SuiteCloud.',
    source: documented('section_N3421552'),
  },
};

/** Oracle's meaning of statuses for RESTlets. */
export const restletStatuses: Readonly<Record<number, ErrorCodeText>> = {
  302: {
    meaning: 'The call went to the wrong data centre.',
    fix: 'Take the host from Company Information > Company URLs, and sign anew for it; a signature cannot follow.',
    source: restletErrors,
  },
  400: {
    meaning:
      'A user error, an error that the script did not catch, a malformed Authorization header, or too many calls at once.',
    fix: 'Read code and message of the answer.',
    source: restletErrors,
  },
  401: { meaning: 'There is no valid login for the call.', ...login, source: restletErrors },
  403: {
    meaning: 'The call went to a domain that is not valid for it.',
    fix: 'Check the host: RESTlets are called at the account’s own restlets.api host.',
    source: restletErrors,
  },
  404: {
    meaning: 'There is no RESTlet at this URL.',
    fix: 'Check the path, /app/site/hosting/restlet.nl.',
    source: restletErrors,
  },
  405: {
    meaning: 'The method is not allowed: the script has no function for it.',
    fix: 'Use GET, POST, PUT or DELETE, and one that the script exports.',
    source: restletErrors,
  },
  415: {
    meaning: 'The Content-Type is not one that RESTlets take.',
    fix: 'Send application/json, application/xml or text/plain, in lower case.',
    source: restletErrors,
  },
  500: { meaning: 'NetSuite failed.', fix: supportFix, source: restletErrors },
  503: {
    meaning: 'The database is offline, perhaps for maintenance.',
    fix: 'Wait, and look at NetSuite’s status page.',
    source: restletErrors,
  },
};

/** Statuses of REST web services, of which Oracle tells by their codes. */
export const restStatuses: Readonly<Record<number, ErrorCodeText>> = {
  400: {
    meaning: 'The request cannot be understood, or NetSuite refuses what it asks for.',
    fix: 'Read code and detail of the answer.',
    source: restErrors,
  },
  401: { meaning: 'The login failed.', ...login, source: restErrors },
  403: {
    meaning: 'The login was good; the role lacks a permission, or a feature is off.',
    fix: 'Read the detail of the answer, then look at the role.',
    source: assumed,
  },
  404: {
    meaning: 'There is no such record or resource.',
    fix: 'Check type and internal ID, and the path.',
    source: restErrors,
  },
  429: {
    meaning: 'The account has as many calls at once as it may.',
    fix: busyFix,
    source: restErrors,
  },
  500: { meaning: 'NetSuite failed.', fix: supportFix, source: restErrors },
};
