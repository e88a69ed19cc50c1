import type { Page } from '../page.ts';
import { employeePage } from './employeePage.ts';
import { myRolesPage } from './myRoles.ts';
import { employeeListPage, userListPage } from './peopleLists.ts';
import { roleListPage } from './roleList.ts';
import { rolePage } from './rolePage.ts';

/** Roles first, as they are needed before they can be given to anybody. */
export const userPages: readonly Page[] = [
  roleListPage,
  rolePage,
  userListPage,
  employeeListPage,
  employeePage,
  myRolesPage,
];
