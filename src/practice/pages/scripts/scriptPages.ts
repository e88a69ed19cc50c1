import type { Page } from '../page.ts';
import { deploymentListPage } from './deploymentListPage.ts';
import { deploymentPage } from './deploymentPage.ts';
import { scriptListPage } from './scriptListPage.ts';
import { scriptPage } from './scriptPage.ts';

export const scriptPages: readonly Page[] = [scriptListPage, scriptPage, deploymentListPage, deploymentPage];
