import type { LoginCauseText } from '../explanation.ts';
import { places } from '../places.ts';
import { assumed, documented, reported, restletErrors } from '../sources.ts';

/** Of what happens before NetSuite looks at a login. */
export const wayTexts = {
  'no-answer': {
    title: 'Nobody answered',
    explanation:
      'The call got no answer, so that NetSuite said nothing about the login, and may not have seen it. The connection failed, broke, or took too long.',
    fix: 'Look at the connection first: network, VPN, proxy settings of VS Code, and the host name.',
    source: assumed,
  },
  'wrong-host': {
    title: 'The call went to a host that is not this account’s',
    explanation:
      'NetSuite answers 302 when a call reaches the wrong data centre, and 403 when a RESTlet is called at an invalid domain. A signature holds for one host only, so it cannot be led on to another.',
    fix: 'Compare the hosts with those under Company URLs, and sign anew for the right one.',
    place: { ...places.company, menu: `${places.company.menu} > Company URLs` },
    source: restletErrors,
  },
  'login-page': {
    title: 'A page to log in came instead of an answer',
    explanation:
      'NetSuite showed the page on which people log in: it found no signature to judge. The Authorization header was dropped on the way, or the address is one of its pages and not of an API.',
    fix: 'Check that the path is one of a RESTlet or of web services, and that nothing on the way takes the Authorization header away.',
    source: assumed,
  },
  'proxy-between': {
    title: 'Something on the way answered or changed the call',
    explanation:
      'Headers of the answer, or its form, are those of a proxy or gateway. One that answers by itself asks for a login of its own; one that changes the method, path, query or host makes the signature wrong.',
    fix: 'Send the call without the proxy, or ask whoever runs it to hand calls to NetSuite on unchanged.',
    source: assumed,
  },
  'gateway-host': {
    title: 'The signature is for another host than the one NetSuite sees',
    explanation:
      'The calls of this account go to a base URL of its own. If a gateway there hands them on to NetSuite, NetSuite computes the signature with its own host, and a signature for the gateway’s is wrong.',
    fix: 'In the workbench, set for this account what its base URL is signed as: NetSuite’s own hosts.',
    source: documented('section_1534939551'),
  },
  'concurrency-overload': {
    title: 'The account had too many calls at once',
    explanation:
      'RESTlets, REST and SOAP share one limit of calls at once. Overload has been reported to come back as a failed login after about a minute of waiting.',
    fix: 'Try again, signed anew, when less is going on, and look at how much of the limit is used.',
    place: places.governance,
    source: reported('julbrs/netsuite-api-client#26'),
  },
  'service-down': {
    title: 'NetSuite itself is in trouble',
    explanation:
      'The answer is a server error: NetSuite failed, or its database is offline, perhaps for maintenance. It says nothing about the login.',
    fix: 'Wait, look at NetSuite’s status page, and sign anew when trying again.',
    source: restletErrors,
  },
} satisfies Readonly<Record<string, LoginCauseText>>;
