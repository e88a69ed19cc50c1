import type { Page } from '../page.ts';
import { integrationPage } from './integration.ts';
import { integrationListPage } from './integrationList.ts';

/** Setup > Integration. */
export const integrationPages: readonly Page[] = [integrationListPage, integrationPage];
