import type { Page } from '../page.ts';
import { controlsPage } from './controlsPage.ts';
import { refreshPage } from './refreshPage.ts';
import { startOverPage } from './startOverPage.ts';

export const controlPages: readonly Page[] = [controlsPage, refreshPage, startOverPage];
