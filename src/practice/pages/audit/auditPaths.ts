export const trailPath = '/practice/login-audit';
export const attemptPath = '/practice/login-audit/attempt';

export function attemptUrl(id: string): string {
  return `${attemptPath}?id=${encodeURIComponent(id)}`;
}

/** NetSuite's menu path to the trail; the address of its own page is not known (section_1534941538 gives the path only). */
export const trailMenuPath = ['Setup', 'Users/Roles', 'User Management', 'View Login Audit Trail'] as const;
