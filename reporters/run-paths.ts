/**
 * Whether a path of a report stays inside the run folder. Reports come from disk and may have been changed: an absolute
 * path, a drive, or a way up is refused.
 */
export function staysInside(path: string): boolean {
  const parts = path.split(/[/\\]/);
  return path !== '' && parts[0] !== '' && !/^[A-Za-z]:/.test(path) && !parts.includes('..') && !path.includes('\0');
}
