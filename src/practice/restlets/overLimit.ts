/** What a RESTlet call gets when the account makes as many calls at once as it may (ORA:bridgehead_1525252812). */
export const overLimit = {
  status: 400,
  code: 'SSS_REQUEST_LIMIT_EXCEEDED',
  message: 'The account makes as many calls at once as it may. Wait, sign the request anew, and send it again.',
} as const;
