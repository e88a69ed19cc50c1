import { homePage } from './home.ts';
import type { Page } from './page.ts';

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [homePage];
