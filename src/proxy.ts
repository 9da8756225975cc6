import { type NextRequest, NextResponse } from 'next/server';
import { PLAIN_SESSION_COOKIE, SECURE_SESSION_COOKIE } from '@/shared/session-cookie';

/**
 * Sends browsers without a session cookie to the login page before anything streams. It verifies nothing: every page asks the
 * session door itself, so a forged cookie gets no further than a page that redirects.
 */
export function proxy(request: NextRequest): NextResponse {
  const { cookies, nextUrl } = request;
  if (cookies.has(SECURE_SESSION_COOKIE) || cookies.has(PLAIN_SESSION_COOKIE)) return NextResponse.next();
  const login = nextUrl.clone();
  login.pathname = '/login';
  login.search = '';
  login.searchParams.set('callbackUrl', `${nextUrl.pathname}${nextUrl.search}`);
  return NextResponse.redirect(login, 307);
}

export const config = { matcher: ['/dashboard', '/dashboard/:path*', '/change-password'] };
