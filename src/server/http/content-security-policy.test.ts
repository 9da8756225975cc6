import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './content-security-policy';

function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe('contentSecurityPolicy', () => {
  const policy = directives(contentSecurityPolicy('bm9uY2U=', { dev: false, secure: true }));

  it('lets scripts run by nonce only', () => {
    expect(policy.get('script-src')).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  });
  it('has no way to run text as code, and no frame around it', () => {
    expect([...policy.values()].join(' ')).not.toContain('unsafe-eval');
    expect(policy.get('object-src')).toBe("'none'");
    expect(policy.get('base-uri')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('form-action')).toBe("'self'");
  });
  it('allows inline style in attributes only', () => {
    expect(policy.get('style-src')).not.toContain('unsafe-inline');
    expect(policy.get('style-src-attr')).toBe("'unsafe-inline'");
  });
  it('upgrades what it loads where the page came by HTTPS, and not on a plain development server', () => {
    expect(policy.has('upgrade-insecure-requests')).toBe(true);
    expect(contentSecurityPolicy('x', { dev: false, secure: false })).not.toContain('upgrade-insecure-requests');
  });
});

describe('securityHeaders', () => {
  it('are on every answer', () => {
    expect(securityHeaders(false)).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
      'Permissions-Policy': expect.stringContaining('camera=()'),
    });
  });
  it('ask for HTTPS from then on where it was used', () => {
    expect(securityHeaders(true)).toHaveProperty('Strict-Transport-Security');
    expect(securityHeaders(false)).not.toHaveProperty('Strict-Transport-Security');
  });
});
