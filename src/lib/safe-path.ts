const HOME = '/dashboard/api-keys';

/**
 * Where a login leads: a path below /dashboard, else the first page. Threat: a link to our own login page that ends on
 * somebody else's site, so anything that a browser could read as another origin is refused.
 */
export function safePath(wanted: string | readonly string[] | undefined): string {
  if (typeof wanted !== 'string' || !/^\/dashboard(?:[/?]|$)/.test(wanted) || /[\\\s]|\/\//.test(wanted)) return HOME;
  return wanted;
}
