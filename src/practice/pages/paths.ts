/** Where NetSuite has no page of its own, the path begins with /practice/. */
export const homePath = '/practice/home';
export const signInPath = '/practice/sign-in';
export const signOutPath = '/practice/sign-out';
export const stylesheetPath = '/practice/style.css';

/** The address of the sign-in page that leads back to where one wanted to go. */
export function signInUrl(backTo: string): string {
  return `${signInPath}?next=${encodeURIComponent(backTo)}`;
}
