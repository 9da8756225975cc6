import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { nextAuthOptions } from '@/server/identity/next-auth-options';
import { getRuntime } from '@/server/runtime/accessor';

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own routes: sign in, sign out, session, CSRF token. */
function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  return NextAuth(request, context, nextAuthOptions(getRuntime().identity));
}

export { handler as GET, handler as POST };
