import { describe, expect, it } from 'vitest';
import { safePath } from './safe-path';

describe('safePath', () => {
  it.each(['/dashboard', '/dashboard/api-keys/1?tab=settings', '/dashboard?x=1'])('leads to %s', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/dashboardevil',
    '/dashboard//evil',
    '/\\evil',
    '/dashboard\\@evil',
    '/dashboard\n/x',
    ['/dashboard'],
  ])('leads home instead of %j', (path) => expect(safePath(path)).toBe('/dashboard/api-keys'));
});
