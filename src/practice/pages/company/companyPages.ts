import type { Page } from '../page.ts';
import { companyInformationPage } from './companyInformation.ts';
import { featuresPage } from './features.ts';

export const companyPages: readonly Page[] = [companyInformationPage, featuresPage];
