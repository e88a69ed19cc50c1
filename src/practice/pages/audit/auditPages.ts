import type { Page } from '../page.ts';
import { attemptPage } from './attemptPage.ts';
import { trailPage } from './trailPage.ts';

export const auditPages: readonly Page[] = [trailPage, attemptPage];
