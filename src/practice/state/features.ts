/** The features that matter to calls with a token, by their ids (ORA:section_1500317605; the last two from Salto). */
export const features = [
  { id: 'CUSTOMCODE', label: 'Client SuiteScript', section: 'SuiteScript', hasTerms: false },
  { id: 'SERVERSIDESCRIPTING', label: 'Server SuiteScript', section: 'SuiteScript', hasTerms: true },
  { id: 'WEBSERVICESEXTERNAL', label: 'SOAP Web Services', section: 'SuiteTalk (Web Services)', hasTerms: false },
  { id: 'RESTWEBSERVICES', label: 'REST Web Services', section: 'SuiteTalk (Web Services)', hasTerms: false },
  { id: 'TBA', label: 'Token-based Authentication', section: 'Manage Authentication', hasTerms: true },
  { id: 'OAUTH2', label: 'OAuth 2.0', section: 'Manage Authentication', hasTerms: false },
] as const;

export type FeatureId = (typeof features)[number]['id'];

export const allFeatureIds: readonly FeatureId[] = features.map(({ id }) => id);
